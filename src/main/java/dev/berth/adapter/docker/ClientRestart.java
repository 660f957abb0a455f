package dev.berth.adapter.docker;

import dev.berth.execute.Attempt;
import dev.berth.execute.Effect;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Restarts a client as one call of the engine, which carries it through even where berth ends in the middle. Never kills.
 *
 * <p>A note beside the recipes keeps when the client had started before, so that a repetition does not restart it twice.
 */
final class ClientRestart {
    private static final String NOTE = "startedAt";

    private final Scene scene;
    private final PrivateFile note;

    /** @param step the step's id, which names the note */
    ClientRestart(Scene scene, String step, Path folder) {
        this.scene = scene;
        this.note = note(step, folder);
    }

    static PrivateFile note(String step, Path folder) {
        return new PrivateFile(folder, "restart-" + step.replaceAll("[^A-Za-z0-9_.-]", "_") + ".json");
    }

    Effect effect() {
        return new DockerEffect(() -> client().map(this::restarted).orElse(false), this::apply, this::undo);
    }

    private Optional<Sighted> client() throws Unanswered {
        var byId = scene.containers().byId(scene.subject().id());
        return byId.isPresent()
                ? byId
                : scene.containers().byName(scene.subject().name());
    }

    private boolean restarted(Sighted client) {
        return client.running()
                && note.read()
                        .filter(json -> !json.path(NOTE).asText().equals(client.startedAt()))
                        .isPresent();
    }

    private Attempt apply() throws Unanswered, IOException {
        var client = client();
        if (client.isEmpty()) {
            return Attempt.notDone("client container " + scene.subject().name() + " is gone; start it and plan again");
        }
        if (restarted(client.get())) {
            return Attempt.done();
        }
        if (!client.get().running() && !note.exists()) {
            return new Attempt.Done("it was not running, and was left so");
        }
        note.write(Json.object().put(NOTE, client.get().startedAt()));
        return restart(client.get());
    }

    /** A client that never ended still runs with the files of before, or reads them when it does end. */
    private Attempt undo() throws Unanswered, IOException {
        var client = client();
        if (!note.exists() || client.isEmpty()) {
            return Attempt.done();
        }
        var back = client.get().running() && !restarted(client.get()) ? Attempt.done() : restart(client.get());
        if (back instanceof Attempt.Done) {
            note.delete();
        }
        return back;
    }

    /**
     * Asks a client that has only just started again and again, as {@link Halt} does. A repeated restart, unlike a signal,
     * can never leave it stopped.
     */
    private Attempt restart(Sighted client) throws Unanswered {
        var patience = scene.api().limits().client();
        long deadline = System.nanoTime() + patience.toNanos();
        var pause = Halt.young(client) ? Halt.AGAIN : patience;
        while (true) {
            var left = Duration.ofNanos(deadline - System.nanoTime());
            if (left.isNegative()) {
                return Attempt.notDone(client + " did not end within " + patience.toSeconds()
                        + " s of its stop signal; it was not killed, and starts anew by itself once it ends");
            }
            var reply = scene.api()
                    .await("/containers/" + client.id() + "/restart?t=-1", left.compareTo(pause) < 0 ? left : pause);
            if (reply.ok() || startedSince(client)) {
                return Attempt.done();
            }
            if (!reply.late() && !reply.lost()) {
                return Attempt.notDone(client + " could not be restarted: " + reply.problem());
            }
        }
    }

    private boolean startedSince(Sighted client) throws Unanswered {
        return scene.containers()
                .byId(client.id())
                .filter(Sighted::running)
                .filter(found -> !found.startedAt().equals(client.startedAt()))
                .isPresent();
    }
}
