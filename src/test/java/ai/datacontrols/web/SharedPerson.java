package ai.datacontrols.web;

import ai.datacontrols.demo.People;
import ai.datacontrols.demo.Person;
import ai.datacontrols.parts.Account;
import ai.datacontrols.parts.Api;
import ai.datacontrols.parts.Realm;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A person in a static field whom tests share. The account is created and signed in on first use; each test has its own
 * browser. A test that changes the account or ends its sessions needs its own person.
 */
public final class SharedPerson {

    private final Supplier<Account> creation;
    private final Function<Account, Visitor> signIn;
    private final Consumer<Visitor> firstAction;
    private Account account;
    private Visitor session;

    private SharedPerson(Supplier<Account> creation, Function<Account, Visitor> signIn, Consumer<Visitor> firstAction) {
        this.creation = creation;
        this.signIn = signIn;
        this.firstAction = firstAction;
    }

    /** Returns a new customer with these plans. */
    public static SharedPerson onPlans(Map<String, String> plans) {
        return new SharedPerson(() -> Realm.newPerson(plans), Visitor::signedIn, visitor -> {});
    }

    /** Returns a customer of the demo's data. */
    public static SharedPerson of(Person person) {
        return new SharedPerson(
                () -> new Account(person.id().toString(), person.username(), People.PASSWORD),
                Visitor::signedIn,
                visitor -> {});
    }

    /** Returns a member of staff who signs in with both factors on this page. */
    public static SharedPerson staff(String role, String page) {
        return new SharedPerson(() -> Realm.newStaff(role), staff -> Visitor.staff(staff, page), visitor -> {});
    }

    /** Returns the person with an action that runs once, after the first sign-in. */
    public SharedPerson who(Consumer<Visitor> action) {
        return new SharedPerson(creation, signIn, action);
    }

    /** Returns the person with an account that is erased after the first sign-in, signed in again. */
    public SharedPerson thatIsErased() {
        var isErased = new AtomicBoolean();
        return new SharedPerson(
                creation,
                person -> {
                    // once, because it ends every session of the person
                    if (isErased.compareAndSet(false, true)) {
                        signIn.apply(person);
                        Api.as("privacy-office").delete("/accounts/" + person.id());
                    }
                    return signIn.apply(person);
                },
                firstAction);
    }

    /** Returns the account, which may not have signed in yet. */
    public synchronized Account account() {
        if (account == null) {
            account = creation.get();
        }
        return account;
    }

    /** Returns the ID of the account. */
    public String id() {
        return account().id();
    }

    /** Returns a new browser with a copy of the person's session. */
    public Visitor visitor() {
        return visitor("en");
    }

    /** Returns a new browser, which prefers this language, with a copy of the person's session. */
    public synchronized Visitor visitor(String language) {
        if (session == null) {
            session = signIn();
            firstAction.accept(session);
        }
        return session.copy(language);
    }

    /** Signs in and returns a browser with a separate session, which a test may end. */
    public Visitor signIn() {
        return signIn.apply(account());
    }
}
