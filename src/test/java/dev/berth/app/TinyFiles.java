package dev.berth.app;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The files of a tiny stack: as small as can be, with what is easily lost: comments, odd spacing, other keys. */
final class TinyFiles {
    private final String project;
    private final List<Moored> databases;

    TinyFiles(String project, List<Moored> databases) {
        this.project = project;
        this.databases = databases;
    }

    void write(Path folder) {
        try {
            Files.writeString(folder.resolve("compose.yaml"), compose());
            Files.writeString(folder.resolve(".env"), env());
            Files.writeString(folder.resolve(".env.example"), example());
            Files.writeString(folder.resolve("prometheus.yml"), prometheus());
            Files.writeString(folder.resolve("policy.yaml"), policy(project, databases));
            if (databases.stream().anyMatch(one -> one.kind() == Moored.Kind.WEB)) {
                writeStore(Files.createDirectories(folder.resolve("store")));
            }
            Files.createDirectories(folder.resolve("worker"));
            var first = databases.get(0);
            Files.writeString(
                    folder.resolve("worker/config.js"),
                    "// ä\r\nmodule.exports = {port: process.env.PORT || " + first.before() + "};\r\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void writeStore(Path folder) throws IOException {
        try (var text = requireNonNull(TinyFiles.class.getResourceAsStream("store.js"))) {
            Files.copy(text, folder.resolve("store.js"));
        }
    }

    private String compose() {
        var text = new StringBuilder("# Tiny,  and with odd   spacing.\nservices:\n");
        databases.forEach(one -> text.append(service(one)));
        text.append("  worker:   # a client of the first database\n")
                .append("    image: berth-rig/redis:7\n")
                .append("    command: [redis-server, --save, \"3600 1\"]\n")
                .append("    volumes: [\"./worker:/config:ro\", worker-data:/data]\n")
                .append("    restart: unless-stopped\n")
                .append("volumes:\n");
        databases.forEach(one -> text.append("  ").append(one.service()).append("-data: {}\n"));
        text.append("  worker-data:\n");
        databases.stream()
                .filter(one -> !one.address().isEmpty())
                .forEach(one -> text.append("networks:\n  ")
                        .append(one.service())
                        .append("-net: {ipam: {config: [{subnet: ")
                        .append(one.address().replaceFirst("[0-9]+$", "0/24"))
                        .append("}]}}\n"));
        return text.toString();
    }

    private static String service(Moored one) {
        var publish =
                "    ports:   [\"" + (one.hostIp().isEmpty() ? "" : one.hostIp() + ":") + "${" + one.variable() + ":-"
                        + one.before() + "}:" + one.kind().target + "\"]\n    volumes: [" + one.service() + "-data:"
                        + one.kind().data
                        + (one.kind() == Moored.Kind.WEB ? ", ./store:/store:ro" : "") + "]\n"
                        + (one.address().isEmpty()
                                ? ""
                                : "    networks: {" + one.service() + "-net: {ipv4_address: " + one.address() + "}}\n");
        if (one.kind() == Moored.Kind.WEB) {
            return "  " + one.service() + ":\n    image: " + one.image() + "\n    command: [node, /store/store.js]\n"
                    + "    restart: always\n    user: \"0:0\"\n" + publish;
        }
        return one.kind() == Moored.Kind.POSTGRES
                ? "  " + one.service() + ":\n    image: " + one.image() + "\n"
                        + "    command: [postgres, -c, fsync=off, -c, shared_buffers=16MB]\n"
                        + "    restart: unless-stopped\n"
                        + "    environment: {" + entrance(one) + ", POSTGRES_INITDB_ARGS: --no-sync}\n"
                        + publish
                : "  " + one.service() + ":\n    image: " + one.image() + "\n"
                        + "    command: [redis-server, --appendonly, \"yes\"" + entrance(one)
                        + "]\n    restart: always\n" + publish;
    }

    private static String entrance(Moored one) {
        var secret = "\"${" + one.secretVariable() + "}\"";
        return one.kind() == Moored.Kind.POSTGRES
                ? one.guarded() ? "POSTGRES_PASSWORD: " + secret : "POSTGRES_HOST_AUTH_METHOD: trust"
                : one.guarded() ? ", --requirepass, " + secret : "";
    }

    private String env() {
        var text = new StringBuilder("# central\nexport   OTHER = \"kept as it is\"\n");
        databases.forEach(one ->
                text.append(one.variable()).append('=').append(one.before()).append('\n'));
        databases.stream()
                .filter(Moored::guarded)
                .forEach(one -> text.append(one.secretVariable())
                        .append('=')
                        .append(one.password())
                        .append('\n'));
        return text.toString();
    }

    /** The same variables as in {@code .env}, which somebody copies it from, and one that no policy names. */
    private String example() {
        var text = new StringBuilder("# copy to .env\n");
        databases.forEach(one -> text.append(one.variable())
                .append(" =  ")
                .append(one.before())
                .append("   # ")
                .append(one.service())
                .append('\n'));
        return text.append("OTHER='for example'").toString();
    }

    private String prometheus() {
        var text = new StringBuilder("scrape_configs:   # one job each\n");
        databases.forEach(one -> text.append("- {job_name: ")
                .append(one.service())
                .append(", static_configs: [{targets: [ \"localhost:")
                .append(one.before())
                .append("\" ]}]}\n"));
        return text.append("- job_name: itself\n  static_configs: [{targets: ['localhost:9090']}]\n")
                .toString();
    }

    /** A policy over some databases of a project. */
    static String policy(String name, List<Moored> databases) {
        var text = new StringBuilder("apiVersion: berth.dev/v1alpha1\nkind: DatabasePortPolicy\nmetadata: {name: ")
                .append(name)
                .append("}\nspec:\n  bands: [{name: all, from: 7000, to: 7999}]\n  docker: {project: ")
                .append(name)
                .append(", composeFiles: [compose.yaml], envFile: .env}\n  databases:\n");
        databases.forEach(one -> text.append(database(one)));
        return text.append(client(databases.get(0)))
                .append("  prometheus: {file: prometheus.yml}\n")
                .append("  hold: {mode: Never, limit: 10s}\n  rollback: {scope: Policy}\n")
                .toString();
    }

    private static String client(Moored one) {
        return "  clients:\n    - name: worker\n      uses: [" + one.service() + "]\n      files:\n"
                + "        - {path: worker/config.js, find: \"|| " + one.before() + "\", replace: \"|| {{"
                + one.service() + ".main}}\", times: 1}\n      restart: worker\n";
    }

    private static String database(Moored one) {
        return "    - name: " + one.service() + "\n      engine: " + one.kind().engine + "\n      service: "
                + one.service() + "\n      ports: [{name: main, target: " + one.kind().target + ", port: " + one.after()
                + ", variable: " + one.variable() + "}]\n"
                + credentials(one);
    }

    private static String credentials(Moored one) {
        var user = one.kind() == Moored.Kind.POSTGRES ? List.of("user: {value: postgres}") : List.<String>of();
        var password = one.guarded() ? List.of("password: {env: " + one.secretVariable() + "}") : List.<String>of();
        var all = Stream.of(user, password).flatMap(List::stream).collect(Collectors.joining(", "));
        return all.isEmpty() ? "" : "      credentials: {" + all + "}\n";
    }
}
