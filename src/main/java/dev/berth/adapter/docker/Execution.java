package dev.berth.adapter.docker;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.engine.Liveness;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;

/**
 * Runs programs inside one container, with a password that stands on no command line and in nothing that
 * {@code inspect} shows: it is the first line that the program's shell reads.
 *
 * @param lives tells of each run for how long the program is waited for
 */
record Execution(DockerApi api, String container, String password, Supplier<Liveness> lives) {
    /** Without that line whoever began it has hung up, and nobody wants the program. */
    private static final String SHELL =
            "echo $$ >&2; IFS= read -r PGPASSWORD || exit 1; export PGPASSWORD; exec \"$@\"";

    /** @throws IOException when it does not end well; the message is its own */
    void run(List<String> words, InputStream input, OutputStream output) throws IOException {
        run(words.get(0), words, input, output);
    }

    /**
     * @param program what people are told that it is, where it is not the first word
     * @throws IOException when it does not end well; the message is its own
     */
    void run(String program, List<String> words, InputStream input, OutputStream output) throws IOException {
        var errors = new Errors();
        var liveness = lives.get();
        String id;
        try {
            id = create(words);
            try (var attached = api.attach("/exec/" + id + "/start", start(), liveness)) {
                converse(attached, liveness, input, output, errors);
            }
            int code = new ProgramEnd(api, container, id).code();
            if (code != 0) {
                throw new IOException(program + ": " + errors.words(code));
            }
        } catch (Unanswered e) {
            throw new IOException(e.words(), e);
        }
    }

    private String create(List<String> words) throws Unanswered, IOException {
        var body =
                Json.object().put("AttachStdin", true).put("AttachStdout", true).put("AttachStderr", true);
        var command = body.putArray("Cmd").add("sh").add("-c").add(SHELL).add("sh");
        words.forEach(command::add);
        var reply = api.post("/containers/" + container + "/exec", body);
        if (!reply.ok()) {
            throw new IOException(words.get(0) + " can't be run in the container: " + reply.problem());
        }
        return reply.body().path("Id").asText();
    }

    private static ObjectNode start() {
        return Json.object().put("Detach", false).put("Tty", false);
    }

    /** What is sent and what comes back go at once, since either may wait for the other. */
    private void converse(Attached attached, Liveness liveness, InputStream input, OutputStream output, Errors errors)
            throws IOException {
        var secret = new ByteArrayInputStream((password + "\n").getBytes(StandardCharsets.UTF_8));
        var sending = Task.begin("exec", () -> attached.send(new SequenceInputStream(secret, input)));
        var receiving = Task.begin("exec", () -> attached.receive(output, errors));
        try {
            while (!receiving.ended()) {
                liveness.check();
                if (sending.done()) {
                    sending.ended();
                }
            }
            attached.close();
            // Nothing keeps it any longer; what it could not read is told here.
            while (!sending.ended()) {
                liveness.check();
            }
        } catch (IOException e) {
            try {
                end(errors.pid());
            } catch (Unanswered gone) {
                e.addSuppressed(gone);
            }
            throw e;
        }
    }

    /** Nobody listens to it any more, which a program that waits for a lock would not notice. */
    private void end(String pid) throws Unanswered {
        var body = Json.object();
        body.putArray("Cmd").add("sh").add("-c").add("kill " + pid);
        var reply = api.post("/containers/" + container + "/exec", body);
        if (reply.ok() && !pid.isEmpty()) {
            api.post(
                    "/exec/" + reply.body().path("Id").asText() + "/start",
                    Json.object().put("Detach", true));
        }
    }
}
