package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What can't be carried out is refused before anything changes, in words that say what would lift it. */
@Timeout(60)
class BadInputIT {
    @RegisterExtension
    static final Stage STAGE = new Stage(() -> new TinyStack(Moored.redis("cache")));

    private final TinyStack stack = STAGE.stack();

    @TempDir
    Path temporary;

    @Test
    void aFileThatIsNoYamlIsShownWithItsLine() throws Exception {
        refusedPolicy("a: [1\nb: {", 2, "policy.yaml:");
    }

    @Test
    void anEmptyFileIsNoPolicy() throws Exception {
        refusedPolicy("", 2, "policy.yaml");
    }

    @Test
    void aFolderWithoutPoliciesIsSaidToBeOne() {
        Ran.berth("plan", "-f", temporary.toString()).ends(2).says(temporary.toString(), "nothing was changed");
    }

    @Test
    void aMissingFileIsNamed() {
        Ran.berth("plan", "-f", temporary + "/none.yaml").ends(2).says("none.yaml");
    }

    @Test
    void everyViolationIsSaidAtOnce() {
        stack.policy("engine: Redis", "engine: Rediss");
        stack.policy("mode: Never", "mode: Nevr");

        stack.berth("plan").ends(2).says("Rediss", "Redis", "Nevr", "Never", "2 violations");
    }

    @Test
    void aServiceThatIsNotInTheComposeFilesIsNamed() {
        stack.policy("service: cache", "service: cahce");

        stack.berth("apply", "--yes").ends(2).says("cahce", "cache");
        stack.assertAsBefore();
    }

    @Test
    void aPortThatItsEngineDoesNotHaveIsRefusedBeforeAnythingChanges() {
        stack.policy("engine: Redis", "engine: Qdrant");

        stack.berth("plan").ends(3).says("6379", "6333", "6334");
        stack.berth("apply", "--yes").ends(3).says("6379", "nothing was changed");
        stack.assertAsBefore();
    }

    @Test
    void aDatabaseIsNotCalledMissingBecauseAKeyStandsTwice() throws Exception {
        var env = stack.folder().resolve(".env");
        var was = Files.readString(env);
        Files.writeString(env, was + stack.first().variable() + "=1\n");
        try {
            var health =
                    stack.berth("health").ends(2).says(".env:", stack.first().variable(), "is already set");

            assertThat(health.out() + health.err()).doesNotContain("no container runs it");
            stack.berth("status").ends(2).says("InvalidPolicy", "is already set");
        } finally {
            Files.writeString(env, was);
        }
    }

    @Test
    void dockerThatDoesNotRunIsSaidSo() {
        stack.berth("apply", "--yes", "--docker", "unix:///nonexistent.sock")
                .ends(3)
                .says("Docker is not running", "/nonexistent.sock", "start Docker");
    }

    @Test
    void aPersonWithoutRightToTheSocketIsToldHowToGetIt() throws Exception {
        var readable = Files.createDirectories(temporary.resolve("as-nobody"));
        Shell.run("chmod", "755", temporary.toString(), stack.folder().toString());
        Shell.run("chown", "nobody", readable.toString());
        var words = new ArrayList<>(List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--"));
        words.addAll(withCopiedClasses(Berthed.command(
                stack.withPolicy("plan", "--state", readable.resolve("state").toString()))));

        var ran = Shell.attempt(Path.of("/"), words);

        assertThat(ran.code()).as(ran.said()).isEqualTo(3);
        assertThat(ran.said()).contains("no permission to use /var/run/docker.sock", "group docker");
    }

    /** A loopback server that greets as an old engine does; a real one of that age runs nowhere here. */
    @Test
    void anEngineThatIsTooOldIsRefused() throws Exception {
        var engine = engine("19.03.15", "1.40", "1.12");
        try {
            stack.berth("apply", "--yes", "--docker", address(engine)).ends(3).says("too old", "1.41");
        } finally {
            engine.stop(0);
        }
    }

    /** A loopback server that greets as a future engine may. */
    @Test
    void anEngineThatIsTooNewIsRefused() throws Exception {
        var engine = engine("40.0.0", "1.80", "1.70");
        try {
            stack.berth("apply", "--yes", "--docker", address(engine)).ends(3).says("too new", "1.70");
        } finally {
            engine.stop(0);
        }
    }

    @Test
    void aStateFolderThatAnotherRunHoldsIsNotTouched() throws Exception {
        var other = new dev.berth.adapter.file.StateFolder(stack.state()).lock(java.time.Clock.systemUTC());
        try (var held = ((dev.berth.adapter.file.Locking.Held) other).lock()) {
            assertThat(held).isNotNull();
            stack.berth("apply", "--yes").ends(3).says(stack.state().toString(), "wait for that run to end");
        }

        stack.assertAsBefore();
    }

    @Test
    void aReadOnlyFileIsFoundBeforeAnythingChanges() {
        var env = stack.folder().resolve(".env").toString();
        Shell.run("chattr", "+i", env);
        try {
            stack.berth("apply", "--yes").ends(3).says(".env");
        } finally {
            Shell.run("chattr", "-i", env);
        }

        stack.assertAsBefore();
    }

    @Test
    void anInstallationWithAPartMissingEndsAndSaysSo() throws Exception {
        var words = new ArrayList<>(withCopiedClasses(Berthed.command("plan")));
        int at = words.indexOf("-cp") + 1;
        words.set(
                at,
                java.util.Arrays.stream(words.get(at).split(java.io.File.pathSeparator))
                        .filter(entry -> !entry.contains("picocli"))
                        .collect(java.util.stream.Collectors.joining(java.io.File.pathSeparator)));

        var ran = Shell.attempt(temporary, words);

        assertThat(ran.code()).as(ran.said()).isEqualTo(1);
        assertThat(ran.said()).contains("picocli");
    }

    private void refusedPolicy(String text, int code, String word) throws IOException {
        var policy = temporary.resolve("policy.yaml");
        Files.writeString(policy, text);

        Ran.berth("plan", "-f", policy.toString()).ends(code).says(word, "nothing was changed");
    }

    /** The classes lie below folders that nobody may enter, beside the libraries that the jar's manifest names; copies do not. */
    private List<String> withCopiedClasses(List<String> command) throws IOException {
        var copies = new ArrayList<String>();
        var words = new ArrayList<>(command);
        int at = words.indexOf("-cp") + 1;
        for (var entry : words.get(at).split(java.io.File.pathSeparator)) {
            var copy = temporary.resolve(copies.size() + "-" + Path.of(entry).getFileName());
            Shell.run("cp", "-rL", entry, copy.toString());
            copies.add(copy.toString());
        }
        Shell.run("chmod", "-R", "a+rX", temporary.toString());
        words.set(at, String.join(java.io.File.pathSeparator, copies));
        return words;
    }

    private static HttpServer engine(String version, String newest, String oldest) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        var body = ("{\"Version\":\"" + version + "\",\"ApiVersion\":\"" + newest + "\",\"MinAPIVersion\":\"" + oldest
                        + "\"}")
                .getBytes(StandardCharsets.UTF_8);
        server.createContext("/", exchange -> {
            exchange.getResponseHeaders().add("Api-Version", newest);
            exchange.getResponseHeaders().add("Server", "Docker/" + version + " (linux)");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        return server;
    }

    private static String address(HttpServer engine) {
        return "tcp://127.0.0.1:" + engine.getAddress().getPort();
    }
}
