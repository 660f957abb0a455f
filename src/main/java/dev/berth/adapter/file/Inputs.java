package dev.berth.adapter.file;

import dev.berth.observe.Project.EnvEntry;
import dev.berth.observe.Project.Use;
import dev.berth.policy.Mark;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a service takes from .env files, the host ports that it publishes left out.
 *
 * @param envFiles the files that fill its container's environment
 * @param environment the names that it sets there itself, whatever those files say
 * @param interpolated where it uses variables
 */
record Inputs(List<NamedFile> envFiles, List<String> environment, List<Use> interpolated) {
    Inputs {
        envFiles = List.copyOf(envFiles);
        environment = List.copyOf(environment);
        interpolated = List.copyOf(interpolated);
    }

    List<Path> paths() {
        return envFiles.stream().map(NamedFile::path).toList();
    }

    Inputs over(Inputs base) {
        return new Inputs(
                Draft.join(base.envFiles, envFiles),
                Draft.join(base.environment, environment),
                Draft.join(base.interpolated, interpolated));
    }

    /**
     * Every place that takes a variable; an env file that is the project's own takes all of them.
     *
     * @param env what the project's own .env files set
     */
    List<Use> uses(String service, Map<Path, List<EnvEntry>> env) {
        var whole = envFiles.stream()
                .flatMap(file -> env.getOrDefault(file.path(), List.of()).stream()
                        .filter(entry -> !environment.contains(entry.key()))
                        .map(entry -> new Use(entry.key(), "services." + service + ".env_file", file.mark())));
        return Stream.concat(interpolated.stream(), whole).distinct().toList();
    }

    /** A file, and where a service names it. */
    record NamedFile(Path path, Mark mark) {}
}
