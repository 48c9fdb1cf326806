package ai.datacontrols.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import ai.datacontrols.database.Jdbc;
import ai.datacontrols.web.auth.staff.StaffOnly;
import ai.datacontrols.web.request.RequestPipeline;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaFieldAccess;
import com.tngtech.archunit.core.domain.JavaFieldAccess.AccessType;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Handler;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.UriBuilder;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The permitted dependencies between packages. Packages match anywhere below {@code ai.datacontrols}, so that the rules
 * also apply to the classes in {@code violations}.
 */
final class ArchitectureRules {

    /** The packages with pages or API operations. */
    static final List<String> FRONT_PACKAGES = List.of(
            "explanations",
            "settings",
            "support",
            "subscriptions",
            "operations",
            "decisions",
            "changes",
            "transparency");

    /** The ledger's methods that the support package may call, besides records and enums. */
    static final Set<String> PERMITTED_TO_SUPPORT = Set.of(
            "Ledger.state",
            "Ledger.entries",
            "AccessLog.ofAccount",
            "AccessLog.record",
            "AccessLog.recent",
            "AccessLog.accounts",
            "AccessLog.page",
            "AccessLog.isErased",
            "AccountProfile.findById",
            "LedgerEntry.toEvent",
            "LedgerEntry.isChoice",
            "LedgerEntry.choice",
            "ConsumerCheckpoints.propagation");

    /** The packages with SQL statements: those of the ledger and its projection, those of the feed, and those of the log. */
    private static final String[] STATEMENTS = {
        anywhere("database"), anywhere("ledger.store"), anywhere("ledger.feed"), anywhere("proof.store")
    };

    /** Sessions have tables of their own, which hold no history; the health check validates connections, and verification only reads. */
    static final Set<String> PERMITTED_JDBC = Set.of(
            "ai.datacontrols.operations.DatabaseHealthCheck",
            "ai.datacontrols.verification.ChainVerifier",
            "ai.datacontrols.web.auth.SessionStore",
            "ai.datacontrols.web.auth.staff.StaffSessionStore");

    private static final Set<String> READ_RESULTS =
            Set.of("getResultList", "getResultStream", "getSingleResult", "getSingleResultOrNull");

    private static final DescribedPredicate<JavaClass> JDBC =
            resideInAnyPackage("java.sql..", "javax.sql..", "io.agroal..");
    private static final DescribedPredicate<JavaClass> ORM = resideInAnyPackage(
            "jakarta.persistence..", "org.hibernate..", "io.quarkus.hibernate..", "io.quarkus.panache..");
    private static final DescribedPredicate<JavaClass> LEDGER =
            resideInAnyPackage(anywhere("ledger"), anywhere("accesslog"));

    static final ArchRule POLICY_DEPENDS_ON_JAVA_ONLY = classes()
            .that()
            .resideInAPackage(anywhere("policy"))
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", anywhere("policy"));

    /** So that the offline verifier consists of this package and a JDK. Only the service writes the log, in {@code proof.store}. */
    static final ArchRule PROOF_DEPENDS_ON_JAVA_ONLY = classes()
            .that()
            .resideInAPackage(anywhere("proof"))
            .and()
            .resideOutsideOfPackage(anywhere("proof.store"))
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    exactly("proof"),
                    anywhere("proof.verify"),
                    "java.lang..",
                    "java.io..",
                    "java.nio..",
                    "java.security..",
                    "java.time..",
                    "java.util..",
                    "javax.crypto..");

    static final ArchRule LEDGER_DEPENDS_ON_POLICY_ONLY = noClasses()
            .that()
            .resideInAnyPackage(
                    anywhere("ledger"),
                    anywhere("accesslog"),
                    anywhere("verification"),
                    anywhere("database"),
                    anywhere("proof.store"))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(anywhere(FRONT_PACKAGES, "web"));

    static final ArchRule NO_PACKAGE_CYCLES =
            slices().matching("ai.datacontrols.(**)").should().beFreeOfCycles();

    static final ArchRule SQL_IN_STORES_ONLY =
            classes().that().resideOutsideOfPackages(STATEMENTS).should(notUseJdbc());

    static final ArchRule WEB_DEPENDS_ON_POLICY_ONLY = noClasses()
            .that()
            .resideInAPackage(anywhere("web"))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(anywhere(FRONT_PACKAGES, "ledger", "accesslog"));

    /** So that one class lists all filters in their order. */
    static final ArchRule FILTERS_ARE_IN_THE_PIPELINE = noClasses()
            .that()
            .doNotHaveFullyQualifiedName(RequestPipeline.class.getName())
            .should()
            .callMethod(Filters.class, "register", Handler.class, int.class);

    /** It reads text of the client that contains braces as a template, and fails. */
    static final ArchRule NO_ADDRESS_TEMPLATES =
            noClasses().should().dependOnClassesThat().areAssignableTo(UriBuilder.class);

    static final ArchRule CLASSES_ARE_IN_KNOWN_PACKAGES = classes()
            .should()
            .resideInAnyPackage(Stream.concat(
                            FRONT_PACKAGES.stream(),
                            Stream.of(
                                    "configuration",
                                    "web",
                                    "verification",
                                    "accesslog",
                                    "ledger",
                                    "database",
                                    "proof",
                                    "policy"))
                    .map(name -> "ai.datacontrols." + name + "..")
                    .toArray(String[]::new));

    /**
     * Hibernate parses each native query and caches its plan, until 2,048 of them have evicted all others. Reading the
     * clock took seven times as long as by JDBC.
     */
    static final ArchRule NO_NATIVE_QUERY_READS =
            classes().should(notAccess("read by a native query", ArchitectureRules::readsNatively));

    /** Staff can read the ledger only by methods that record the access. */
    static final ArchRule SUPPORT_CALLS_PERMITTED_METHODS_ONLY = classes()
            .that()
            .resideInAPackage(anywhere("support"))
            .should(notAccess(
                    "use anything of the ledger but " + PERMITTED_TO_SUPPORT,
                    access -> needsPermission(access) && !PERMITTED_TO_SUPPORT.contains(name(access))));

    static final ArchRule ONLY_LEDGER_WRITES_ENTITIES = classes()
            .that()
            .resideOutsideOfPackages(
                    anywhere("ledger"), anywhere("accesslog"), anywhere("database"), anywhere("proof.store"))
            .should(notAccess("write an entity", ArchitectureRules::writesAnEntity))
            .andShould(notUsePersistence());

    private ArchitectureRules() {}

    static ArchRule frontPackageDependsOnNoOther(String front) {
        return noClasses()
                .that()
                .resideInAPackage(anywhere(front))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(anywhere(FRONT_PACKAGES.stream()
                        .filter(other -> !other.equals(front))
                        .toList()));
    }

    /** Returns permitted methods that the support package doesn't call, for instance because they were removed. */
    static Set<String> unused(Set<String> permissions, JavaClasses application) {
        var used = application.stream()
                .filter(resideInAnyPackage(anywhere("support")))
                .flatMap(origin -> origin.getAccessesFromSelf().stream())
                .filter(ArchitectureRules::needsPermission)
                .map(ArchitectureRules::name)
                .collect(Collectors.toSet());
        return permissions.stream().filter(name -> !used.contains(name)).collect(Collectors.toSet());
    }

    /** The check belongs to the resource, because components parse paths differently. */
    static ArchRule resourcesCheckTheSecondFactor(String name) {
        return classes()
                .that()
                .resideInAPackage(anywhere(name))
                .and()
                .areAnnotatedWith(Path.class)
                .should()
                .beAnnotatedWith(StaffOnly.class)
                .andShould()
                .beAnnotatedWith(RolesAllowed.class);
    }

    private static boolean needsPermission(JavaAccess<?> access) {
        var owner = access.getTargetOwner();
        return LEDGER.test(owner) && !owner.isRecord() && !owner.isEnum() && !isFieldRead(access);
    }

    private static boolean isFieldRead(JavaAccess<?> access) {
        return access instanceof JavaFieldAccess field && field.getAccessType() == AccessType.GET;
    }

    private static boolean writesAnEntity(JavaAccess<?> access) {
        if (access instanceof JavaFieldAccess field) {
            return LEDGER.test(field.getTargetOwner()) && !isFieldRead(field);
        }
        return ORM.test(declaringClass(access)) && !isFindById(access);
    }

    private static boolean isFindById(JavaAccess<?> access) {
        return access.getTarget() instanceof CodeUnitAccessTarget target
                && target.getName().equals("findById")
                && target.getRawParameterTypes().size() == 1;
    }

    private static boolean readsNatively(JavaAccess<?> access) {
        if (!(access.getTarget() instanceof CodeUnitAccessTarget target)) {
            return false;
        }
        var owner = target.getOwner().getSimpleName();
        return target.getName().equals("createNativeQuery")
                        && target.getRawParameterTypes().size() > 1
                || READ_RESULTS.contains(target.getName()) && (owner.equals("Query") || owner.equals("NativeQuery"));
    }

    /**
     * Returns the method with the type it is called on, such as {@code ConsentProjection.deleteAll}, not its declaring
     * type.
     */
    private static String name(JavaAccess<?> access) {
        return access.getTargetOwner().getSimpleName() + "."
                + access.getTarget().getName();
    }

    private static JavaClass declaringClass(JavaAccess<?> access) {
        return access.getTarget()
                .resolveMember()
                .map(member -> member.getOwner())
                .orElse(access.getTargetOwner());
    }

    private static ArchCondition<JavaClass> notAccess(String what, Predicate<JavaAccess<?>> forbidden) {
        return new ArchCondition<>("not " + what) {
            @Override
            public void check(JavaClass origin, ConditionEvents events) {
                origin.getAccessesFromSelf().stream()
                        .filter(forbidden)
                        .forEach(access -> events.add(SimpleConditionEvent.violated(access, access.getDescription())));
            }
        };
    }

    private static ArchCondition<JavaClass> notUsePersistence() {
        return new ArchCondition<>("not use the entity manager or JDBC") {
            @Override
            public void check(JavaClass origin, ConditionEvents events) {
                origin.getDirectDependenciesFromSelf().stream()
                        .filter(dependency -> isPersistence(origin, dependency.getTargetClass()))
                        .forEach(dependency ->
                                events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription())));
            }
        };
    }

    private static ArchCondition<JavaClass> notUseJdbc() {
        return new ArchCondition<>("not use JDBC") {
            @Override
            public void check(JavaClass origin, ConditionEvents events) {
                origin.getDirectDependenciesFromSelf().stream()
                        .filter(dependency -> isJdbc(dependency.getTargetClass()))
                        .filter(dependency ->
                                !PERMITTED_JDBC.contains(topLevel(origin).getName()))
                        .forEach(dependency ->
                                events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription())));
            }
        };
    }

    private static boolean isPersistence(JavaClass origin, JavaClass target) {
        return ORM.test(target)
                || (isJdbc(target) || isJdbcHelper(target))
                        && !PERMITTED_JDBC.contains(topLevel(origin).getName());
    }

    private static JavaClass topLevel(JavaClass type) {
        return type.getEnclosingClass().map(ArchitectureRules::topLevel).orElse(type);
    }

    static boolean isJdbc(JavaClass type) {
        return JDBC.test(type) && !type.isEquivalentTo(SQLException.class);
    }

    /** Gives access to a connection without naming a type of JDBC. */
    static boolean isJdbcHelper(JavaClass type) {
        return type.isEquivalentTo(Jdbc.class);
    }

    private static String exactly(String name) {
        return "ai.datacontrols.." + name;
    }

    private static String anywhere(String name) {
        return "ai.datacontrols.." + name + "..";
    }

    private static String[] anywhere(List<String> some, String... more) {
        return Stream.concat(some.stream(), Arrays.stream(more))
                .map(ArchitectureRules::anywhere)
                .toArray(String[]::new);
    }
}
