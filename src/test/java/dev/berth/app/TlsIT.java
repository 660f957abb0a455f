package dev.berth.app;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real engine on TCP, which speaks TLS to those alone whom it knows. */
@Timeout(240)
class TlsIT {
    @TempDir
    static Path folder;

    private static Authority authority;
    private static PrivateEngine docker;
    private static TinyStack stack;
    private static String address;

    @BeforeAll
    static void startAnEngine() {
        authority = new Authority(folder.resolve("authority"));
        int port = Berths.outside();
        address = "tcp://127.0.0.1:" + port;
        docker = PrivateEngine.securedBy(authority, "127.0.0.1", port);
        docker.load("berth-rig/redis:7");
        docker.load("berth-rig/postgres:15");
        stack = TinyStack.on(docker, Moored.postgres("main"));
        stack.policy("spec:\n", "spec:\n  backup: {folder: .berth/backups}\n");
    }

    @AfterAll
    static void endIt() {
        if (stack != null) {
            stack.close();
        }
        docker.close();
    }

    /** Its backup runs programs in the container, whose streams are connections of their own. */
    @Test
    void aDatabaseIsBackedUpAndMovesAndGoesBack() {
        var known = knownBy(authority.client("berth"));

        stack.berth(way(known), "apply", "--yes", "--docker", address)
                .ends(0)
                .says("main " + stack.first().before() + " → " + stack.first().after());
        stack.berth(way(known), "backup", "--list", "--docker", address).says("proved by a restore");
        stack.assertMigrated();
        try (var daemon =
                Daemon.start(known, stack.policy(), "--docker", address).started()) {
            daemon.awaitCondition(stack.project(), "Ready", "True InSync");
            assertThat(daemon.said()).doesNotContain("EngineLost");
        }
        stack.berth(way(known), "rollback", "--docker", address).ends(0);

        stack.assertAsBefore();
    }

    /** As the files of a Secret change under a pod. */
    @Test
    void certificatesThatAreReplacedCountFromThenOn() throws IOException {
        var renewed = new Authority(folder.resolve("former")).client("renewed");
        Files.copy(authority.certificate(), renewed.resolve("ca.pem"), StandardCopyOption.REPLACE_EXISTING);
        var policy = Files.writeString(
                Files.createDirectory(folder.resolve("policies")).resolve("policy.yaml"), """
                apiVersion: berth.dev/v1alpha1
                kind: DatabasePortPolicy
                metadata: {name: renewed}
                spec:
                  mode: Observe
                  docker: {}
                  databases:
                    - {name: none, engine: PostgreSQL, container: none, ports: [{name: sql, target: 5432, port: 7000}]}
                """);
        try (var daemon =
                Daemon.start(knownBy(renewed), policy, "--docker", address).started()) {
            daemon.awaitReady(503);
            var fresh = authority.client("fresh");

            for (var file : new String[] {"cert.pem", "key.pem"}) {
                Files.move(fresh.resolve(file), renewed.resolve(file), StandardCopyOption.ATOMIC_MOVE);
            }

            daemon.awaitReady(200);
            daemon.awaitCondition("renewed", "Ready", "False Refused");
        }
    }

    @Test
    void whoSpeaksInClearIsToldWhatItTakes() {
        refused(Map.of())
                .says("Docker speaks TLS at " + address
                        + " — set DOCKER_TLS_VERIFY=1, and DOCKER_CERT_PATH to a folder");
    }

    @Test
    void anEngineThatTheOwnAuthorityDidNotSignIsNotBelieved() throws IOException {
        var other = new Authority(folder.resolve("other"));
        var mixed = authority.client("mixed");
        Files.copy(other.certificate(), mixed.resolve("ca.pem"), StandardCopyOption.REPLACE_EXISTING);

        refused(knownBy(mixed))
                .says("the certificate of Docker at " + address + " is not signed by " + mixed + "/ca.pem");
    }

    @Test
    void whoHasNoCertificateIsToldWhichFileIsMissing() throws IOException {
        var poor = authority.client("poor");
        Files.delete(poor.resolve("cert.pem"));

        refused(knownBy(poor)).says("DOCKER_TLS_VERIFY asks for TLS, and " + poor + "/cert.pem can't be read");
    }

    @Test
    void whoIsKnownToAnotherAuthorityAloneIsToldSo() throws IOException {
        var stranger = new Authority(folder.resolve("strange")).client("stranger");
        Files.copy(authority.certificate(), stranger.resolve("ca.pem"), StandardCopyOption.REPLACE_EXISTING);

        refused(knownBy(stranger)).says("Docker at " + address + " ", stranger + "/cert.pem: ", "--tlscacert");
    }

    @Test
    void aCertificateOfAnotherHostIsNotBelieved() {
        var known = knownBy(authority.client("named"));
        var named = address.replace("127.0.0.1", "localhost");

        stack.berth(way(known), "apply", "--yes", "--docker", named)
                .ends(3)
                .says("the certificate of Docker at " + named + " is for another host");
    }

    @Test
    void whatIsNoCertificateIsToldSo() throws IOException {
        var damaged = authority.client("damaged");
        Files.writeString(damaged.resolve("key.pem"), "no key\n");

        refused(knownBy(damaged)).says("the certificates in " + damaged + " can't be used: ");
    }

    @Test
    void anEngineThatSpeaksNoTlsIsToldFromOneThatDoes() throws IOException {
        var known = knownBy(authority.client("early"));
        try (var plain = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            CompletableFuture.runAsync(() -> answerInClear(plain));
            var clear = "tcp://127.0.0.1:" + plain.getLocalPort();

            stack.berth(way(known), "plan", "--docker", clear)
                    .ends(3)
                    .says("Docker at " + clear + " speaks no TLS — unset DOCKER_TLS_VERIFY");
        }
    }

    /** As an engine in clear answers what it does not understand. */
    private static void answerInClear(ServerSocket plain) {
        try {
            while (true) {
                try (var client = plain.accept()) {
                    client.getInputStream().read(new byte[4096]);
                    client.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(US_ASCII));
                }
            }
        } catch (IOException closed) {
            return;
        }
    }

    private static Ran refused(Map<String, String> environment) {
        return stack.berth(way(environment), "apply", "--yes", "--docker", address)
                .ends(3)
                .says("nothing was changed");
    }

    private static Map<String, String> knownBy(Path certificates) {
        var environment = new HashMap<String, String>();
        environment.put("DOCKER_TLS_VERIFY", "1");
        environment.put("DOCKER_CERT_PATH", certificates.toString());
        return environment;
    }

    private static Ran.Way way(Map<String, String> environment) {
        return new Ran.Way().environment(environment);
    }
}
