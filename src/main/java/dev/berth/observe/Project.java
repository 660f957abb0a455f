package dev.berth.observe;

import dev.berth.policy.Mark;
import dev.berth.policy.Violation;
import java.util.List;
import java.util.Optional;

/**
 * What the project's files say: Compose files, .env, clients' files, Prometheus.
 *
 * @param violations everything wrong with the files themselves; with any, nothing is planned
 */
public record Project(
        List<Service> services,
        List<EnvEntry> env,
        List<EnvEntry> envExample,
        List<ScrapeTarget> targets,
        List<TextFile> files,
        List<Violation> violations) {
    public Project {
        services = List.copyOf(services);
        env = List.copyOf(env);
        envExample = List.copyOf(envExample);
        targets = List.copyOf(targets);
        files = List.copyOf(files);
        violations = List.copyOf(violations);
    }

    public Optional<Service> service(String name) {
        return services.stream().filter(service -> service.name().equals(name)).findFirst();
    }

    public Optional<TextFile> file(String path) {
        return files.stream().filter(file -> file.path().equals(path)).findFirst();
    }

    /**
     * A Compose service after overrides, {@code extends} and {@code include}.
     *
     * @param ports what it publishes
     * @param uses what else of it the .env files decide
     * @param dependsOn the services that Compose starts before it
     */
    public record Service(String name, Mark mark, List<DeclaredPort> ports, List<Use> uses, List<String> dependsOn) {
        public Service {
            ports = List.copyOf(ports);
            uses = List.copyOf(uses);
            dependsOn = List.copyOf(dependsOn);
        }
    }

    /** A place of a service, such as {@code services.app.environment.URL}, that takes a variable of an .env file. */
    public record Use(String variable, String path, Mark mark) {}

    /** One published port of a service. */
    public record DeclaredPort(int target, String protocol, String hostIp, Published published, Mark mark) {}

    /**
     * The host port of a declaration and where it comes from.
     *
     * @param port the number after interpolation
     * @param variable the variable that it is taken from, where there is one
     * @param origin which of the sources won
     * @param digits where the number stands in a Compose file: the literal, or the default of {@code ${VAR:-default}}
     */
    public record Published(int port, Optional<String> variable, Origin origin, Optional<Spot> digits) {}

    /** Where an interpolated value came from; the shell beats .env, .env beats the default. */
    public enum Origin {
        SHELL,
        ENV_FILE,
        DEFAULT,
        LITERAL
    }

    /** One entry of an .env file; the value is after unquoting, the spot is what stands in the file, quotes left out. */
    public record EnvEntry(String key, String value, Spot spot, Mark mark) {
        /** Without the value, which may be a secret. */
        @Override
        public String toString() {
            return "EnvEntry[" + key + ", " + mark + "]";
        }
    }

    /** A {@code host:port} of a Prometheus scrape configuration; the spot is the port's digits. */
    public record ScrapeTarget(String host, int port, Spot digits, Mark mark) {}
}
