package ai.datacontrols;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The rooms of the house, and the arrows between them. */
class ArchitectureTest {

    private static final String HOUSE = "ai.datacontrols.";

    /** The rooms that people and machines come in by. */
    private static final List<String> FRONT_ROOMS =
            List.of("explanations", "settings", "support", "subscriptions", "operations", "decisions", "changes");

    private static final Set<String> READABLE_BY_SUPPORT = Set.of(
            "Ledger.history",
            "Ledger.histories",
            "Ledger.entries",
            "SupportReads.of",
            "SupportReads.record",
            "SupportReads.recent",
            "SupportReads.accounts",
            "SupportReads.page",
            "SupportReads.all",
            "AccountProfile.keepName",
            "AccountProfile.accountsOf",
            "AccountProfile.isKnown",
            "AccountProfile.find",
            "LedgerEntry.toEvent");

    private final JavaClasses house = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("ai.datacontrols");

    @Test
    void policyUsesNothingButJava() {
        classes()
                .that()
                .resideInAPackage(HOUSE + "policy")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", HOUSE + "policy")
                .check(house);
    }

    @Test
    void theLedgerUsesPolicyAlone() {
        noClasses()
                .that()
                .resideInAPackage(HOUSE + "ledger")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(rooms(FRONT_ROOMS, "web"))
                .check(house);
    }

    @Test
    void theDoorKnowsNoRoomBehindIt() {
        noClasses()
                .that()
                .resideInAPackage(HOUSE + "web")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(rooms(FRONT_ROOMS, "ledger"))
                .check(house);
    }

    @Test
    void noFrontRoomUsesAnother() {
        for (String room : FRONT_ROOMS) {
            noClasses()
                    .that()
                    .resideInAPackage(HOUSE + room)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(rooms(FRONT_ROOMS.stream()
                            .filter(other -> !other.equals(room))
                            .toList()))
                    .allowEmptyShould(true)
                    .check(house);
        }
    }

    /**
     * Hibernate takes each for another statement, makes its plan anew, and keeps it, until 2,048 of them have driven out the plans of
     * all others. To read the clock took seven times what it takes by JDBC.
     */
    @Test
    void nobodyReadsByANativeStatementOfHibernates() {
        noClasses()
                .should()
                .callMethod(EntityManager.class, "createNativeQuery", String.class, Class.class)
                .check(house);
    }

    @Test
    void everyClassStandsInARoom() {
        classes()
                .should()
                .resideInAnyPackage(rooms(FRONT_ROOMS, "web", "ledger", "policy"))
                .check(house);
    }

    /** Read-only by construction: what staff can reach of the ledger writes down that they looked, and nothing else. */
    @Test
    void supportReachesNothingThatWritesChoices() {
        classes()
                .that()
                .resideInAPackage(HOUSE + "support")
                .should()
                .onlyCallMethodsThat(describe(
                        "read the ledger, or record a look at it",
                        method -> !method.getOwner().getPackageName().equals(HOUSE + "ledger")
                                || method.getOwner().isRecord()
                                || method.getOwner().isEnum()
                                || READABLE_BY_SUPPORT.contains(
                                        method.getOwner().getSimpleName() + "." + method.getName())))
                .check(house);
    }

    @Test
    void theLedgerAloneWritesHistory() {
        noClasses()
                .that()
                .resideOutsideOfPackage(HOUSE + "ledger")
                .should()
                .callMethodWhere(com.tngtech.archunit.core.domain.JavaCall.Predicates.target(
                        com.tngtech.archunit.base.DescribedPredicate.describe(
                                "writes an entity",
                                target -> !target.getOwner().getPackageName().startsWith("java.")
                                        && List.of("persist", "persistAndFlush", "delete", "update")
                                                .contains(target.getName()))))
                .check(house);
    }

    private static String[] rooms(List<String> some, String... more) {
        return java.util.stream.Stream.concat(some.stream(), java.util.Arrays.stream(more))
                .map(room -> HOUSE + room)
                .toArray(String[]::new);
    }
}
