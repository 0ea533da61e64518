package dev.sallyport.examples;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.sallyport.pipeline.Pipeline;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The architecture as it is written in ARCHITECTURE.md, over the classes of every module. */
class ArchitectureTest {
    private static final JavaClasses ALL = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.sallyport");
    private static final String[] API = {
        "dev.sallyport", "dev.sallyport.access..", "dev.sallyport.audit..", "dev.sallyport.connect..",
        "dev.sallyport.crm..", "dev.sallyport.database..", "dev.sallyport.effect..", "dev.sallyport.error..",
        "dev.sallyport.http..", "dev.sallyport.pacing..", "dev.sallyport.pipeline..", "dev.sallyport.quality..",
        "dev.sallyport.query..", "dev.sallyport.spi..", "dev.sallyport.telemetry..", "dev.sallyport.ticketing..",
        "dev.sallyport.time.."
    };
    private static final String[] CONNECTORS = {
        "dev.sallyport.salesforce..", "dev.sallyport.zendesk..", "dev.sallyport.postgresql..", "dev.sallyport.jdbc.."
    };
    private static final List<String> VENDORS =
            List.of("salesforce", "hubspot", "zendesk", "jira", "servicenow", "postgres", "mariadb", "sqlite");

    @Test
    void the_scan_sees_every_module() {
        Set<String> packages = ALL.stream().map(JavaClass::getPackageName).collect(Collectors.toSet());
        assertThat(packages)
                .contains(
                        "dev.sallyport.pipeline",
                        "dev.sallyport.stores.sqlite",
                        "dev.sallyport.salesforce",
                        "dev.sallyport.zendesk",
                        "dev.sallyport.postgresql",
                        "dev.sallyport.testkit.spi",
                        "dev.sallyport.examples.desk",
                        "dev.sallyport.examples.inventory");
        assertThat(ALL.size()).isGreaterThan(300);
    }

    @Test
    void connector_api_depends_on_no_other_module() {
        noClasses()
                .that()
                .resideInAnyPackage(API)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.sallyport.testkit..",
                        "dev.sallyport.stores..",
                        "dev.sallyport.examples..",
                        "dev.sallyport.salesforce..",
                        "dev.sallyport.zendesk..",
                        "dev.sallyport.postgresql..",
                        "dev.sallyport.jdbc..")
                .check(ALL);
    }

    @Test
    void connectors_stores_and_testkit_know_connector_api_only() {
        noClasses()
                .that()
                .resideInAnyPackage(CONNECTORS)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.sallyport.testkit..", "dev.sallyport.stores..", "dev.sallyport.examples..")
                .check(ALL);
        noClasses()
                .that()
                .resideInAnyPackage("dev.sallyport.testkit..", "dev.sallyport.stores..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(CONNECTORS)
                .check(ALL);
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.sallyport.examples..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.sallyport.examples..")
                .check(ALL);
    }

    /** As a stranger's must: from connector-api, the rooms for callers and for authors, and of the pipeline its one door. */
    @Test
    void the_example_of_a_connector_is_written_as_a_stranger_would_write_it() {
        classes()
                .that()
                .resideInAPackage("dev.sallyport.examples.inventory..")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                                "dev.sallyport",
                                "dev.sallyport.access..",
                                "dev.sallyport.connect..",
                                "dev.sallyport.effect..",
                                "dev.sallyport.error..",
                                "dev.sallyport.examples.inventory..",
                                "dev.sallyport.http..",
                                "dev.sallyport.pacing..",
                                "dev.sallyport.query..",
                                "dev.sallyport.spi..",
                                "java..",
                                "org.jspecify..",
                                "tools.jackson..")
                        .or(type(Pipeline.class)))
                .check(ALL);
    }

    @Test
    void the_rooms_of_connector_api_have_no_cycle() {
        slices().matching("dev.sallyport.(*)")
                .should()
                .beFreeOfCycles()
                .ignoreDependency(resideInAPackage("dev.sallyport.testkit.."), resideInAPackage("dev.sallyport.."))
                .check(ALL);
    }

    /** Its root is the door that callers hold, in front of all of them; behind it they point one way. */
    @Test
    void the_packages_of_testkit_have_no_cycle() {
        slices().matching("dev.sallyport.testkit.(*)..")
                .should()
                .beFreeOfCycles()
                .check(ALL);
        noClasses()
                .that()
                .resideInAPackage("dev.sallyport.testkit.world..")
                .should()
                .dependOnClassesThat(resideInAPackage("dev.sallyport.testkit..")
                        .and(not(resideInAPackage("dev.sallyport.testkit.world.."))))
                .check(ALL);
    }

    @Test
    void vendors_do_not_know_each_other() {
        slices().matching("dev.sallyport.(salesforce|zendesk|postgresql)..")
                .should()
                .notDependOnEachOther()
                .check(ALL);
    }

    @Test
    void nobody_outside_a_module_uses_its_internal_packages() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.sallyport.testkit..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.sallyport.testkit.internal..")
                .check(ALL);
    }

    @Test
    void no_vendors_name_appears_in_connector_api() {
        Set<String> named = ALL.stream()
                .filter(resideInAnyOf(API))
                .map(JavaClass::getSimpleName)
                .filter(name -> VENDORS.stream().anyMatch(name.toLowerCase(Locale.ROOT)::contains))
                .collect(Collectors.toSet());
        assertThat(named).isEmpty();
    }

    @Test
    void facades_show_no_type_of_a_library() {
        classes()
                .that()
                .resideInAnyPackage(
                        "dev.sallyport.crm..",
                        "dev.sallyport.ticketing..",
                        "dev.sallyport.database..",
                        "dev.sallyport.access..",
                        "dev.sallyport.effect..",
                        "dev.sallyport.error..",
                        "dev.sallyport.query..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("dev.sallyport..", "java..", "org.jspecify..")
                .check(ALL);
    }

    @Test
    void waiting_and_the_clock_are_in_one_place() {
        noClasses()
                .that()
                .resideInAnyPackage(API)
                .and()
                .resideOutsideOfPackage("dev.sallyport.time..")
                .should()
                .callMethod(Thread.class, "sleep", long.class)
                .orShould()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .check(ALL);
    }

    private static java.util.function.Predicate<JavaClass> resideInAnyOf(String... packages) {
        return type ->
                List.of(packages).stream().anyMatch(one -> resideInAPackage(one).test(type));
    }
}
