package dev.berth.adapter.file;

import dev.berth.engine.Login;
import dev.berth.engine.Logins;
import dev.berth.policy.Credentials;
import dev.berth.policy.DockerTarget;
import dev.berth.policy.SecretSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Resolves credentials from the environment, the policy's .env, and files. */
public final class ReferencedLogins implements Logins {
    private final Map<String, String> environment;
    private final String project;
    private final List<String> envFiles;

    /** Takes berth's own environment, and the policy's project with its .env relative to its root. */
    public ReferencedLogins(Map<String, String> environment, String project, String envFile) {
        this(environment, project, List.of(envFile));
    }

    /** @param envFiles the first that has a variable counts */
    private ReferencedLogins(Map<String, String> environment, String project, List<String> envFiles) {
        this.environment = Map.copyOf(environment);
        this.project = project;
        this.envFiles = envFiles;
    }

    @Override
    public Logins by(Optional<DockerTarget> planned) {
        return planned.<Logins>map(this::beside).orElse(this);
    }

    private Logins beside(DockerTarget planned) {
        var its = Stream.of(planned.envFile());
        // Of the same project the policy knows a password that was changed since; that of another is not its own.
        var files = planned.project().equals(project)
                ? Stream.concat(envFiles.stream(), its)
                : Stream.concat(its, envFiles.stream());
        return new ReferencedLogins(environment, project, files.distinct().toList());
    }

    @Override
    public Login resolve(Credentials credentials, String root) throws UnresolvedCredentials {
        return new Login(resolve(credentials.user(), root), resolve(credentials.password(), root));
    }

    private Optional<String> resolve(Optional<SecretSource> source, String root) throws UnresolvedCredentials {
        return source.isPresent() ? Optional.of(resolve(source.get(), Path.of(root))) : Optional.empty();
    }

    /** @param root where the paths of files begin */
    public String text(SecretSource source, String root) throws UnresolvedCredentials {
        return resolve(source, Path.of(root));
    }

    private String resolve(SecretSource source, Path root) throws UnresolvedCredentials {
        if (source instanceof SecretSource.Value value) {
            return value.text();
        }
        if (source instanceof SecretSource.Env env) {
            return variable(env.name(), root);
        }
        if (source instanceof SecretSource.File file) {
            return content(file.path(), root);
        }
        var kind = source instanceof SecretSource.Vault ? "vault" : "secretKeyRef";
        throw new UnresolvedCredentials("credentials by " + kind + " can't be resolved on Docker; use env or file");
    }

    private String variable(String name, Path root) throws UnresolvedCredentials {
        var exported = environment.get(name);
        if (exported != null) {
            return exported;
        }
        return envFiles.stream()
                .flatMap(file -> variable(name, root, file).stream())
                .findFirst()
                .orElseThrow(() -> new UnresolvedCredentials("variable " + name
                        + " is neither in the environment nor in " + String.join(" nor in ", envFiles)
                        + "; set it in one of them"));
    }

    private Optional<String> variable(String name, Path root, String envFile) {
        return new SourceFolder(root, new ArrayList<>())
                .peek(root.resolve(envFile).normalize())
                .map(text -> EnvFileParser.parse(text, Variables.ofShell(environment)))
                .flatMap(env -> Optional.ofNullable(env.values().get(name)));
    }

    private static String content(String path, Path root) throws UnresolvedCredentials {
        try {
            var text = Files.readString(root.resolve(path), StandardCharsets.UTF_8);
            return text.endsWith("\r\n")
                    ? text.substring(0, text.length() - 2)
                    : text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
        } catch (IOException e) {
            throw new UnresolvedCredentials("file " + path + " can't be read ("
                    + e.getClass().getSimpleName() + "); put it there, readable for berth");
        }
    }
}
