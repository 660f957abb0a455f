package dev.berth;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Which package may use which: the table of {@code docs/architecture.md}, held by {@link ArchitectureTest}. */
final class PackageTable {
    static final List<String> CORE = List.of("policy", "observe", "plan", "journal", "execute", "report", "cycle");
    static final List<String> ADAPTERS = List.of("adapter.docker", "adapter.kube", "adapter.file", "adapter.net");

    /** The packages of a row and what stands under “may use”. */
    record Row(List<String> packages, List<String> mayUse) {
        static Row of(String name, String... mayUse) {
            return new Row(List.of(name), List.of(mayUse));
        }
    }

    static final List<Row> ROWS = List.of(
            Row.of("policy"),
            Row.of("observe", "policy"),
            Row.of("plan", "policy", "observe"),
            Row.of("journal", "plan"),
            Row.of("execute", "plan", "journal"),
            Row.of("report", "observe", "plan", "execute", "backup"),
            Row.of("cycle", "core"),
            Row.of("engine", "policy"),
            Row.of("backup", "policy", "engine"),
            Row.of("process"),
            new Row(ADAPTERS, List.of("core", "engine", "backup", "process")),
            Row.of("operator", "core"),
            Row.of("cli", "core", "backup"),
            Row.of("app", "all"));

    /** The libraries that a package may use beside Java's own and JSpecify; one that stands nowhere is used nowhere. */
    static final Map<String, List<String>> LIBRARIES = Map.of(
            "engine",
                    List.of(
                            "org.postgresql..",
                            "redis.clients..",
                            "org.apache.hc.core5..",
                            "com.fasterxml.jackson..",
                            "javax.net.."),
            "adapter.docker",
                    List.of(
                            "com.github.dockerjava..",
                            "com.fasterxml.jackson..",
                            "javax.net..",
                            "org.apache.commons.compress.."),
            "adapter.net", List.of("com.fasterxml.jackson..", "com.sun.jna.."),
            "adapter.file",
                    List.of(
                            "org.yaml.snakeyaml..",
                            "com.fasterxml.jackson..",
                            "com.github.luben.zstd..",
                            "com.google.crypto.tink..",
                            "org.apache.commons.compress.."),
            "adapter.kube", List.of("io.fabric8..", "com.fasterxml.jackson.."),
            "operator", List.of("io.fabric8..", "io.javaoperatorsdk..", "com.fasterxml.jackson.."),
            "cli", List.of("picocli.."),
            "app",
                    List.of(
                            "picocli..",
                            "io.fabric8..",
                            "io.quarkus..",
                            "jakarta..",
                            "org.eclipse.microprofile..",
                            "io.micrometer..",
                            "org.jboss.logging.."));

    private PackageTable() {}

    static Stream<String> packages() {
        return ROWS.stream().flatMap(row -> row.packages().stream());
    }

    /**
     * What a package may use, itself among it. What it uses brings along what that uses: who may hold a plan may read
     * the policy's types in it.
     */
    static Set<String> reach(String name) {
        var reach = new LinkedHashSet<String>();
        reach.add(name);
        for (var used : direct().getOrDefault(name, List.of())) {
            reach.addAll(reach(used));
        }
        return reach;
    }

    private static Map<String, List<String>> direct() {
        var direct = new LinkedHashMap<String, List<String>>();
        for (var row : ROWS) {
            var used = row.mayUse().stream().flatMap(PackageTable::named).toList();
            for (var name : row.packages()) {
                direct.put(
                        name, used.stream().filter(other -> !other.equals(name)).toList());
            }
        }
        return direct;
    }

    private static Stream<String> named(String word) {
        if (word.equals("all")) {
            return packages();
        }
        return word.equals("core") ? CORE.stream() : Stream.of(word);
    }
}
