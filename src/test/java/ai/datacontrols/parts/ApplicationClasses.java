package ai.datacontrols.parts;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

/** The application's classes as imported by ArchUnit, once for all tests because an import takes seconds. */
public final class ApplicationClasses {

    public static final JavaClasses IMPORTED = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("ai.datacontrols");

    private ApplicationClasses() {}
}
