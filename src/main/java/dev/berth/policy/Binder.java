package dev.berth.policy;

import java.util.Optional;

/** Builds a policy from a document that was found valid and has its defaults written in. */
final class Binder {
    private Binder() {}

    static Policy bind(Place document, String folder, String fingerprint) {
        Place spec = document.at("spec").orElseThrow();
        return new Policy(
                document.need("metadata", "name"),
                document.need("metadata", "namespace"),
                document.node().mark(),
                folder,
                fingerprint,
                Words.constant(Policy.Mode.class, spec.need("mode")),
                BandRules.bands(document),
                spec.at("docker").map(Binder::docker).orElseGet(KubernetesTarget::new),
                spec.items("databases").stream().map(Binder::database).toList(),
                spec.items("clients").stream()
                        .map(client -> ClientBinder.client(client, spec))
                        .toList(),
                spec.text("prometheus", "file"),
                spec.at("rollout").map(TermsBinder::rollout).orElseThrow(),
                spec.at("hold").map(TermsBinder::hold).orElseThrow(),
                spec.at("backup").map(TermsBinder::backup),
                spec.at("verify").map(TermsBinder::verify).orElseThrow(),
                spec.at("soak").map(TermsBinder::soak).orElseThrow(),
                spec.at("rollback").map(TermsBinder::rollback).orElseThrow(),
                spec.items("notify").stream().map(TermsBinder::webhook).toList());
    }

    private static Target docker(Place docker) {
        return new DockerTarget(
                docker.need("host"),
                docker.text("project").orElse(""),
                docker.items("composeFiles").stream().map(Place::need).toList(),
                docker.need("envFile"));
    }

    private static Database database(Place database) {
        return new Database(
                database.need("name"),
                EngineKind.of(database.need("engine")).orElseThrow(),
                runner(database),
                database.items("ports").stream().map(Binder::port).toList(),
                database.at("credentials").map(Binder::credentials),
                database.at("pgBouncer").map(Binder::pgBouncer),
                database.node().mark());
    }

    private static PgBouncer pgBouncer(Place pooler) {
        return new PgBouncer(
                pooler.need("host"),
                pooler.number("port").orElseThrow(),
                pooler.text("database"),
                pooler.at("credentials").map(Binder::credentials).orElse(Credentials.NONE));
    }

    private static Database.Runner runner(Place database) {
        Optional<Database.Runner> service = database.text("service").map(Database.Runner.Service::new);
        return service.or(() -> database.text("workload").map(Workload::of).map(Database.Runner.Pods::new))
                .orElseGet(() -> new Database.Runner.Named(database.need("container")));
    }

    private static Database.Port port(Place port) {
        return new Database.Port(
                port.need("name"),
                port.number("target").orElseThrow(),
                port.number("port").orElseThrow(),
                port.text("variable"),
                port.node().mark());
    }

    private static Credentials credentials(Place credentials) {
        return new Credentials(
                credentials.at("user").map(Binder::source),
                credentials.at("password").map(Binder::source));
    }

    static SecretSource source(Place source) {
        Optional<SecretSource> value = source.text("value").map(SecretSource.Value::new);
        return value.or(() -> source.text("env").map(SecretSource.Env::new))
                .or(() -> source.text("file").map(SecretSource.File::new))
                .or(() -> source.at("secretKeyRef")
                        .map(secret -> new SecretSource.SecretKeyRef(secret.need("name"), secret.need("key"))))
                .orElseThrow(() -> new IllegalStateException(source.path() + " names no source"));
    }
}
