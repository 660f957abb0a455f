package dev.berth.app;

import dev.berth.adapter.docker.Connections;
import dev.berth.adapter.docker.CopyName;
import dev.berth.adapter.docker.EngineRoot;
import dev.berth.adapter.docker.SpareMaking;
import dev.berth.adapter.docker.Standing;
import dev.berth.adapter.file.DiskRoom;
import dev.berth.adapter.file.StageFolder;
import dev.berth.adapter.file.StateFolder;
import dev.berth.backup.Manifest;
import dev.berth.backup.Room;
import dev.berth.backup.SpareServer;
import dev.berth.policy.DockerTarget;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/**
 * Makes servers to restore into, which end before they have filled the disk.
 *
 * @param left takes what could not be removed
 */
record Spares(DockerTarget target, StateFolder state, Connections docker, List<String> left) {
    private static final int ID = 8;

    SpareServer made(CopyName.Purpose purpose, Standing like, Manifest of) throws IOException {
        var root = root();
        var brim = new Brim(like.interrupted(), () -> room(root));
        try {
            return new BoundedSpare(BackedUp.spare(making(purpose, like.until(brim)), of), brim);
        } catch (InterruptedIOException e) {
            throw brim.told(e);
        }
    }

    SpareMaking making(CopyName.Purpose purpose, Standing like) throws IOException {
        var curtain = new Curtain(docker);
        var id = UUID.randomUUID().toString().substring(0, ID);
        var stage = StageFolder.create(state, purpose.word(), id, target.host());
        return new SpareMaking(new CopyName(purpose, id), like, new SpareMaking.Ending() {
            @Override
            public void fall() {
                curtain.fall(stage).ifPresent(left::add);
            }

            @Override
            public void forget() throws IOException {
                stage.delete();
            }
        });
    }

    /** Where they would keep their data. */
    Room room() throws IOException {
        return room(root());
    }

    private Path root() throws IOException {
        var elsewhere = target.elsewhere();
        if (elsewhere.isPresent()) {
            throw new IOException("a restored copy on " + elsewhere.get()
                    + " has no address that can be asked from here — run berth on that host");
        }
        return new EngineRoot(docker, target.host()).path();
    }

    private static Room room(Path root) throws IOException {
        return DiskRoom.of("the restored copy", root);
    }
}
