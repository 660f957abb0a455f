package dev.berth.adapter.docker;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/**
 * Runs programs inside one container, with a password that stands on no command line and in nothing that
 * {@code inspect} shows: it is the first line that the program's shell reads.
 *
 * @param interrupted ends the program
 */
record Execution(DockerApi api, String container, String password, BooleanSupplier interrupted) {
    private static final long PAUSE_MILLIS = 50;
    private static final String SHELL = "echo $$ >&2; IFS= read -r PGPASSWORD; export PGPASSWORD; exec \"$@\"";

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
        String id;
        try {
            id = create(words);
            try (var attached = api.attach("/exec/" + id + "/start", start())) {
                converse(attached, input, output, errors);
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
    private void converse(Attached attached, InputStream input, OutputStream output, Errors errors)
            throws IOException, Unanswered {
        var secret = new ByteArrayInputStream((password + "\n").getBytes(StandardCharsets.UTF_8));
        var sending = task(() -> attached.send(new SequenceInputStream(secret, input)));
        var receiving = task(() -> attached.receive(output, errors));
        try {
            while (!ended(receiving)) {
                if (interrupted.getAsBoolean()) {
                    throw new InterruptedIOException("interrupted");
                }
                if (sending.isDone()) {
                    ended(sending);
                }
            }
            attached.close();
            // Nothing keeps it any longer; what it could not read is told here.
            while (!ended(sending)) {
                continue;
            }
        } catch (IOException e) {
            end(errors.pid());
            throw e;
        }
    }

    private static FutureTask<Void> task(Talk talk) {
        var task = new FutureTask<Void>(() -> {
            talk.say();
            return null;
        });
        var thread = new Thread(task, "exec");
        thread.setDaemon(true);
        thread.start();
        return task;
    }

    private static boolean ended(FutureTask<Void> task) throws IOException {
        try {
            task.get(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            throw new IllegalStateException("a stream broke", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
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

    private interface Talk {
        void say() throws IOException;
    }
}
