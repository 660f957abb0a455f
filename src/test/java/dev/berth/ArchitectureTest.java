package dev.berth;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ArchitectureTest {
    private static final JavaClasses EVERYTHING = new ClassFileImporter().importPackages("dev.berth");
    private static final JavaClasses BERTH = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.berth");

    @ParameterizedTest
    @MethodSource("packages")
    void aPackageUsesWhatTheTableGrantsItAlone(String name) {
        var granted = Stream.of(
                        Stream.of("java..", "org.jspecify.."),
                        PackageTable.LIBRARIES.getOrDefault(name, List.of()).stream(),
                        PackageTable.reach(name).stream().map(used -> "dev.berth." + used + ".."))
                .flatMap(granting -> granting)
                .toArray(String[]::new);

        hold(classes()
                .that()
                .resideInAPackage("dev.berth." + name + "..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(granted));
    }

    static Stream<String> packages() {
        return PackageTable.packages();
    }

    @Test
    void everyClassBelongsToAPackageOfTheTable() {
        hold(classes()
                .should()
                .resideInAnyPackage(PackageTable.packages()
                        .map(name -> "dev.berth." + name + "..")
                        .toArray(String[]::new)));
    }

    @Test
    void noPackagesUseEachOtherInACircle() {
        hold(slices().matching("dev.berth.(**)").should().beFreeOfCycles());
    }

    @Test
    void theCoreTouchesNeitherFilesNorNetworkNorProcesses() {
        hold(noClasses()
                .that(areCore())
                .should()
                .dependOnClassesThat(describe(
                        "do input, output or logging",
                        type -> Set.of(
                                                "java.nio.file.Files",
                                                "java.lang.ProcessBuilder",
                                                "java.lang.Runtime",
                                                "java.io.File")
                                        .contains(type.getName())
                                || type.getName().matches("java\\.io\\.(File|RandomAccess).*")
                                || type.getPackageName()
                                        .matches("java\\.(nio\\.channels|net\\.http|util\\.logging)(\\..*)?")
                                || type.getName().matches("java\\.net\\..*(Socket|Connection)"))));
    }

    @Test
    void theCoreTakesItsTimeFromAClock() {
        hold(noClasses()
                .that(areCore())
                .should()
                .accessTargetWhere(describe("tell the time by themselves", this::isClockless)));
    }

    private boolean isClockless(JavaAccess<?> access) {
        var owner = access.getTargetOwner();
        var member = access.getName();
        boolean now = owner.getPackageName().startsWith("java.time")
                && member.equals("now")
                && !access.getTarget().getFullName().contains(Clock.class.getName());
        boolean system = owner.isEquivalentTo(System.class)
                && Set.of("currentTimeMillis", "nanoTime").contains(member);
        boolean ownClock = owner.isEquivalentTo(Clock.class) && member.matches("system.*|tick.+");
        return now || system || ownClock || owner.isEquivalentTo(Date.class);
    }

    @Test
    void onlyTheAppEndsTheProcess() {
        hold(noClasses()
                .that()
                .resideOutsideOfPackage("dev.berth.app..")
                .should()
                .accessTargetWhere(describe(
                        "end the process",
                        access -> Set.of("exit", "halt").contains(access.getName())
                                && (access.getTargetOwner().isEquivalentTo(System.class)
                                        || access.getTargetOwner().isEquivalentTo(Runtime.class)))));
    }

    @Test
    void onlyCommandsAndTheAppPrint() {
        hold(noClasses()
                .that()
                .resideOutsideOfPackages("dev.berth.cli..", "dev.berth.app..")
                .should()
                .accessTargetWhere(describe(
                        "print",
                        access -> access.getName().equals("printStackTrace")
                                || Set.of("out", "err").contains(access.getName())
                                        && access.getTargetOwner().isEquivalentTo(System.class))));
    }

    @Test
    void nothingStaticChanges() {
        hold(fields().that().areStatic().should().beFinal());
    }

    @Test
    void nothingStaticIsMadeToBeChanged() {
        hold(noFields()
                .that()
                .areStatic()
                .should()
                .haveRawType(describe(
                        "that is made to be changed",
                        type -> type.getPackageName().startsWith("java.util.concurrent.atomic")
                                || type.getName()
                                        .matches(
                                                "java\\.util\\.(concurrent\\.)?\\w*(Hash|Tree|Array|Linked|Concurrent)\\w+")
                                || type.isEquivalentTo(ThreadLocal.class))));
    }

    @Test
    void namesSayWhatAThingIs() {
        var empty = "(.*\\.)?(\\w*(Utils?|Helper|Manager|Impl)|(Abstract|Base)[A-Z]\\w*)";

        var names = EVERYTHING.stream()
                .filter(type -> !type.isAnonymousClass())
                .map(HasName::getName)
                .map(name -> name.substring(Math.max(name.lastIndexOf('.'), name.lastIndexOf('$')) + 1))
                .toList();

        assertThat(names).isNotEmpty().noneMatch(name -> name.matches(empty));
    }

    private static DescribedPredicate<JavaClass> areCore() {
        return describe(
                "are core",
                type -> Stream.concat(PackageTable.CORE.stream(), Stream.of("backup"))
                        .map(name -> "dev.berth." + name)
                        .anyMatch(name -> type.getPackageName().equals(name)
                                || type.getPackageName().startsWith(name + ".")));
    }

    /** A package of the table may still be empty. */
    private static void hold(ArchRule rule) {
        rule.allowEmptyShould(true).check(BERTH);
    }
}
