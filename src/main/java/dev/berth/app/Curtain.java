package dev.berth.app;

import dev.berth.adapter.docker.Connections;
import dev.berth.adapter.docker.CopyName;
import dev.berth.adapter.docker.CopyRemains;
import dev.berth.adapter.file.StageFolder;
import dev.berth.adapter.file.StateFolder;
import java.io.IOException;
import java.util.Optional;

/** Takes stages down: first what Docker has of them, then their folder, which alone tells that they were there. */
record Curtain(Connections docker) {
    /** What of a stage is left, and why. */
    Optional<String> fall(StageFolder stage) {
        try {
            var engine = stage.engine();
            if (engine.isPresent()) {
                var left = new CopyRemains(docker, engine.get(), CopyName.of(stage.purpose(), stage.id())).takeDown();
                if (left.isPresent()) {
                    return left;
                }
            }
            stage.delete();
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(stage.path() + ": " + e);
        }
    }

    /** Takes down what killed runs left in this state folder, whose lock we have; gives what is left all the same. */
    Optional<String> sweep(StateFolder state) {
        try {
            for (var stage : StageFolder.left(state)) {
                var left = fall(stage);
                if (left.isPresent()) {
                    return left;
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(state.rehearsals() + ": " + e);
        }
    }
}
