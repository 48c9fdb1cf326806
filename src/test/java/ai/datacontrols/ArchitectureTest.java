package ai.datacontrols;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The rooms of the house, and the arrows between them. */
class ArchitectureTest {

    private static final String HOUSE = "ai.datacontrols.";

    /** The rooms that people and machines come in by. */
    private static final List<String> FRONT_ROOMS =
            List.of("explanations", "settings", "subscriptions", "operations", "decisions", "changes");

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
                .resideInAnyPackage(rooms(FRONT_ROOMS, "ledger", "policy"))
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

    @Test
    void everyClassStandsInARoom() {
        classes()
                .should()
                .resideInAnyPackage(rooms(FRONT_ROOMS, "web", "ledger", "policy"))
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
                                target -> List.of("persist", "persistAndFlush", "delete", "update")
                                        .contains(target.getName()))))
                .check(house);
    }

    private static String[] rooms(List<String> some, String... more) {
        return java.util.stream.Stream.concat(some.stream(), java.util.Arrays.stream(more))
                .map(room -> HOUSE + room)
                .toArray(String[]::new);
    }
}
