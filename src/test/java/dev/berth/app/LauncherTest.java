package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code deploy/berth} in a checkout of its own, with a script in the place of Java. */
@Timeout(60)
class LauncherTest {
    /** More than any process has. */
    private static final String NOBODY = "99999999";

    private static final Pattern MADE = Pattern.compile("-XX:(?:ArchiveClassesAtExit|AOTCacheOutput)=(\\S+)");

    @TempDir
    private Path folder = Path.of("");

    private Path target = Path.of("");

    @BeforeEach
    void checkout() throws IOException {
        target = folder.resolve("target");
        for (var place : List.of("deploy", "target/lib", "target/quarkus-app/lib/main", "jdk/bin")) {
            Files.createDirectories(folder.resolve(place));
        }
        Files.createDirectories(target.resolve("quarkus-app/quarkus"));
        for (var jar : List.of("berth.jar", "quarkus-app/quarkus-run.jar", "quarkus-app/quarkus/code.jar")) {
            Files.createFile(target.resolve(jar));
        }
        Files.copy(Path.of("deploy/berth"), folder.resolve("deploy/berth"));
        java("17.0.15", "");
    }

    @ParameterizedTest
    @CsvSource({"INT, 130", "HUP, 129", "TERM, 143"})
    void whoStopsTheFirstStartStopsTheCommand(String signal, int code) throws IOException {
        java("17.0.15", "case \"$*\" in *.Training*) kill -" + signal + " $PPID; exit " + code + ";; esac");

        var ran = berth("rollback");

        assertThat(ran).isEqualTo(new Shell.Result(code, ""));
        assertThat(archives()).isEmpty();
    }

    @Test
    void aJvmThatCanMakeNoArchiveIsAskedForOneOnce() throws IOException {
        java("17.0.15", "case \"$*\" in *.Training*) echo >>\"$0.asked\"; exit 1;; esac");

        assertThat(berth("plan").said()).endsWith("dev.berth.app.Main plan");
        assertThat(berth("plan").said()).endsWith("dev.berth.app.Main plan");

        assertThat(folder.resolve("jdk/bin/java.asked")).hasContent("\n");
        assertThat(archives()).singleElement().asString().endsWith(".jsa");
    }

    @ParameterizedTest
    @CsvSource({"17.0.15, -XX:SharedArchiveFile=", "25.0.3, -XX:AOTCache="})
    void whatARunOfAnOperatorLeftIsTakenByTheNext(String version, String option) throws IOException {
        java(version, "");
        var left = left();
        Files.writeString(left, "whole");

        var ran = berth("run", "--kubernetes");

        var taken = left.toString().replaceFirst("\\.\\d+$", "");
        assertThat(ran.said()).contains(option + taken + " ");
        assertThat(archives()).containsExactly(Path.of(taken).getFileName().toString());
    }

    @Test
    void whatAnAotCacheIsMadeOfIsNeverTaken() throws IOException {
        java("25.0.3", "");
        Files.writeString(Path.of(left() + ".config"), "no cache");

        var ran = berth("run", "--kubernetes");

        assertThat(ran.said()).contains("-XX:AOTCacheOutput=").doesNotContain("-XX:AOTCache=");
        assertThat(archives()).isEmpty();
    }

    @Test
    void whatRunsOfOtherBuildsLeftGoes() throws IOException {
        for (var end : List.of("", "." + NOBODY, "." + NOBODY + ".config")) {
            var old = Files.writeString(target.resolve("berth-run-0-0.jsa" + end), "whole");
            Files.setLastModifiedTime(old, FileTime.from(Instant.EPOCH));
        }

        berth("run", "--kubernetes");

        assertThat(archives()).isEmpty();
    }

    @Test
    void whatIsStillWrittenStays() throws IOException {
        var me = "berth-run-0-0.jsa." + ProcessHandle.current().pid();
        for (var name : List.of(me, me + ".config", "berth-run-0-0.jsa.else")) {
            Files.createFile(target.resolve(name));
        }

        berth("run", "--kubernetes");

        assertThat(archives()).containsExactlyInAnyOrder(me, me + ".config", "berth-run-0-0.jsa.else");
    }

    /** Where a run that is over was to leave its archive. */
    private Path left() {
        var words = MADE.matcher(berth("run", "--kubernetes").said());
        assertThat(words.find()).isTrue();
        return Path.of(words.group(1));
    }

    /** @param script what it does before it prints its words */
    private void java(String version, String script) throws IOException {
        Files.writeString(folder.resolve("jdk/release"), "JAVA_VERSION=\"" + version + "\"\n");
        var java = Files.writeString(folder.resolve("jdk/bin/java"), "#!/bin/sh\n" + script + "\nprintf '%s' \"$*\"\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();
    }

    private Shell.Result berth(String... words) {
        var all = new ArrayList<>(Shell.HEEDING);
        all.add("JAVA_HOME=" + folder.resolve("jdk"));
        all.add(folder.resolve("deploy/berth").toString());
        all.addAll(List.of(words));
        return Shell.attempt(folder, all);
    }

    private List<String> archives() throws IOException {
        try (var all = Files.list(target)) {
            return all.map(path -> path.getFileName().toString())
                    .filter(name -> name.contains(".jsa"))
                    .toList();
        }
    }
}
