package ai.datacontrols.architecture;

import static ai.datacontrols.architecture.ArchitectureRules.CLASSES_ARE_IN_KNOWN_PACKAGES;
import static ai.datacontrols.architecture.ArchitectureRules.FILTERS_ARE_IN_THE_PIPELINE;
import static ai.datacontrols.architecture.ArchitectureRules.FRONT_PACKAGES;
import static ai.datacontrols.architecture.ArchitectureRules.LEDGER_DEPENDS_ON_POLICY_ONLY;
import static ai.datacontrols.architecture.ArchitectureRules.NO_ADDRESS_TEMPLATES;
import static ai.datacontrols.architecture.ArchitectureRules.NO_NATIVE_QUERY_READS;
import static ai.datacontrols.architecture.ArchitectureRules.NO_PACKAGE_CYCLES;
import static ai.datacontrols.architecture.ArchitectureRules.ONLY_LEDGER_WRITES_ENTITIES;
import static ai.datacontrols.architecture.ArchitectureRules.PERMITTED_JDBC;
import static ai.datacontrols.architecture.ArchitectureRules.PERMITTED_TO_SUPPORT;
import static ai.datacontrols.architecture.ArchitectureRules.POLICY_DEPENDS_ON_JAVA_ONLY;
import static ai.datacontrols.architecture.ArchitectureRules.PROOF_DEPENDS_ON_JAVA_ONLY;
import static ai.datacontrols.architecture.ArchitectureRules.SQL_IN_STORES_ONLY;
import static ai.datacontrols.architecture.ArchitectureRules.SUPPORT_CALLS_PERMITTED_METHODS_ONLY;
import static ai.datacontrols.architecture.ArchitectureRules.WEB_DEPENDS_ON_POLICY_ONLY;
import static ai.datacontrols.architecture.ArchitectureRules.frontPackageDependsOnNoOther;
import static ai.datacontrols.architecture.ArchitectureRules.resourcesCheckTheSecondFactor;
import static ai.datacontrols.architecture.ArchitectureRules.unused;
import static org.assertj.core.api.Assertions.assertThat;

import ai.datacontrols.architecture.violations.cycle.first.First;
import ai.datacontrols.architecture.violations.cycle.second.Second;
import ai.datacontrols.architecture.violations.ledger.LedgerViolations;
import ai.datacontrols.architecture.violations.policy.PolicyViolations;
import ai.datacontrols.architecture.violations.proof.ProofViolations;
import ai.datacontrols.architecture.violations.proof.store.StoreViolations;
import ai.datacontrols.architecture.violations.settings.SettingsViolations;
import ai.datacontrols.architecture.violations.settings.WriteViolations;
import ai.datacontrols.architecture.violations.support.SupportViolations;
import ai.datacontrols.architecture.violations.web.BuildsAnAddress;
import ai.datacontrols.architecture.violations.web.RegistersAFilter;
import ai.datacontrols.architecture.violations.web.WebViolations;
import ai.datacontrols.parts.ApplicationClasses;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The application complies with {@link ArchitectureRules}, and each rule reports the classes that break it. */
class ArchitectureTest {

    private static final JavaClasses APPLICATION = ApplicationClasses.IMPORTED;

    private static final JavaClasses VIOLATIONS =
            new ClassFileImporter().importPackages("ai.datacontrols.architecture.violations");

    static final Set<String> FRONT = new TreeSet<>(FRONT_PACKAGES);

    @Test
    void policyDependsOnJavaOnly() {
        POLICY_DEPENDS_ON_JAVA_ONLY.check(APPLICATION);
        assertThat(reported(POLICY_DEPENDS_ON_JAVA_ONLY)).isEqualTo(classesIn(PolicyViolations.class));
    }

    @Test
    void proofDependsOnJavaOnly() {
        PROOF_DEPENDS_ON_JAVA_ONLY.check(APPLICATION);
        assertThat(reported(PROOF_DEPENDS_ON_JAVA_ONLY)).isEqualTo(classesIn(ProofViolations.class));
    }

    @Test
    void ledgerDependsOnPolicyOnly() {
        LEDGER_DEPENDS_ON_POLICY_ONLY.check(APPLICATION);
        assertThat(reported(LEDGER_DEPENDS_ON_POLICY_ONLY))
                .containsExactlyInAnyOrder(
                        LedgerViolations.DependsOnSettings.class.getName(),
                        LedgerViolations.DependsOnWeb.class.getName(),
                        StoreViolations.DependsOnWeb.class.getName());
    }

    @Test
    void webDependsOnPolicyOnly() {
        WEB_DEPENDS_ON_POLICY_ONLY.check(APPLICATION);
        assertThat(reported(WEB_DEPENDS_ON_POLICY_ONLY)).isEqualTo(classesIn(WebViolations.class));
    }

    @Test
    void packagesHaveNoCycles() {
        NO_PACKAGE_CYCLES.check(APPLICATION);
        assertThat(reported(NO_PACKAGE_CYCLES))
                .containsExactlyInAnyOrder(First.class.getName(), Second.class.getName());
    }

    @Test
    void everyFilterIsInThePipeline() {
        FILTERS_ARE_IN_THE_PIPELINE.check(APPLICATION);
        assertThat(reported(FILTERS_ARE_IN_THE_PIPELINE)).containsExactly(RegistersAFilter.class.getName());
    }

    @Test
    void noAddressIsBuiltFromATemplate() {
        NO_ADDRESS_TEMPLATES.check(APPLICATION);
        assertThat(reported(NO_ADDRESS_TEMPLATES)).containsExactly(BuildsAnAddress.class.getName());
    }

    @Test
    void onlyStoresHaveSqlStatements() {
        SQL_IN_STORES_ONLY.check(APPLICATION);
        assertThat(reported(SQL_IN_STORES_ONLY)).contains(LedgerViolations.UsesJdbc.class.getName());
    }

    @ParameterizedTest
    @FieldSource("FRONT")
    void frontPackageDependsOnNoOtherFrontPackage(String front) {
        frontPackageDependsOnNoOther(front).check(APPLICATION);
    }

    @Test
    void dependenciesBetweenFrontPackagesAreReported() {
        assertThat(reported(frontPackageDependsOnNoOther("settings"))).isEqualTo(classesIn(SettingsViolations.class));
        assertThat(reported(frontPackageDependsOnNoOther("support")))
                .containsExactly(SupportViolations.DependsOnSettings.class.getName());
    }

    @Test
    void everyClassIsInAKnownPackage() {
        CLASSES_ARE_IN_KNOWN_PACKAGES.check(APPLICATION);
        assertThat(reported(CLASSES_ARE_IN_KNOWN_PACKAGES)).containsAll(classesIn(WebViolations.class));
    }

    @Test
    void hibernateReadsNothingByNativeQueries() {
        NO_NATIVE_QUERY_READS.check(APPLICATION);
        assertThat(reported(NO_NATIVE_QUERY_READS))
                .isEqualTo(classesIn(LedgerViolations.class).stream()
                        .filter(name -> name.contains("ReadsNatively"))
                        .collect(Collectors.toSet()));
    }

    @Test
    void supportCallsOnlyPermittedMethodsOfTheLedger() {
        SUPPORT_CALLS_PERMITTED_METHODS_ONLY.check(APPLICATION);
        var expected = classesIn(SupportViolations.class);
        expected.remove(SupportViolations.DependsOnSettings.class.getName());
        assertThat(reported(SUPPORT_CALLS_PERMITTED_METHODS_ONLY)).isEqualTo(expected);
    }

    @Test
    void everyResourceForStaffChecksTheSecondFactor() {
        resourcesCheckTheSecondFactor("support").check(APPLICATION);
        assertThat(resourcesCheckTheSecondFactor("settings")
                        .evaluate(APPLICATION)
                        .hasViolation())
                .as("reports the resources that don't")
                .isTrue();
    }

    @Test
    void everyMethodPermittedToSupportExistsAndIsCalled() {
        assertThat(unused(PERMITTED_TO_SUPPORT, APPLICATION)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"AccessLog.all", "Ledger.choose"})
    void reportsAPermissionForAMissingOrUncalledMethod(String permission) {
        assertThat(unused(Set.of(permission, "Ledger.entries"), APPLICATION)).containsExactly(permission);
    }

    @Test
    void onlyTheLedgerWritesEntities() {
        ONLY_LEDGER_WRITES_ENTITIES.check(APPLICATION);
        assertThat(reported(ONLY_LEDGER_WRITES_ENTITIES)).containsAll(classesIn(WriteViolations.class));
    }

    @Test
    void everyClassPermittedToUseJdbcDoesSo() {
        assertThat(PERMITTED_JDBC)
                .allSatisfy(name -> assertThat(APPLICATION.get(name).getDirectDependenciesFromSelf())
                        .extracting(dependency -> dependency.getTargetClass())
                        .anyMatch(
                                target -> ArchitectureRules.isJdbc(target) || ArchitectureRules.isJdbcHelper(target)));
    }

    private static Set<String> reported(ArchRule rule) {
        var report = rule.evaluate(VIOLATIONS).getFailureReport().getDetails();
        return VIOLATIONS.stream()
                .map(violation -> violation.getName())
                .filter(name -> report.stream()
                        .anyMatch(line -> line.contains("<" + name + ".") || line.contains("<" + name + ">")))
                .collect(Collectors.toSet());
    }

    private static Set<String> classesIn(Class<?> holder) {
        return Arrays.stream(holder.getDeclaredClasses()).map(Class::getName).collect(Collectors.toSet());
    }
}
