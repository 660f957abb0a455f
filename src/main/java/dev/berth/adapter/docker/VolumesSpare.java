package dev.berth.adapter.docker;

import dev.berth.backup.Dump;
import dev.berth.backup.SpareServer;
import dev.berth.backup.Unrestorable;
import dev.berth.engine.Contents;
import dev.berth.engine.Contents.Depth;
import dev.berth.engine.Engine;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.List;
import java.util.TreeSet;

/** A container that is not started before its volumes hold what a backup holds; a proof needs no start at all. */
public final class VolumesSpare implements SpareServer {
    private final SpareMaking making;
    private final SpareMaking.Made made;
    private final ContainerFiles files;
    private final Engine engine;

    private VolumesSpare(SpareMaking making, SpareMaking.Made made, Engine engine) {
        this.making = making;
        this.made = made;
        this.engine = engine;
        this.files = files(making, made);
    }

    static ContainerFiles files(SpareMaking making, SpareMaking.Made made) {
        return new ContainerFiles(
                making.like().api(), made.container(), making.like().patience());
    }

    /** @param engine by which it is known to be there once it is started */
    public static VolumesSpare make(SpareMaking making, Engine engine) throws IOException {
        try {
            return new VolumesSpare(making, making.create(SpareBody::unfilled), engine);
        } catch (IOException e) {
            making.close();
            throw e;
        }
    }

    @Override
    public void globals(Packed from) {
        throw new IllegalStateException("volumes have no roles");
    }

    @Override
    public void database(Dump dump, Packed from) throws IOException {
        unpack(files, dump.database(), from);
    }

    /** Gives what it laid there. */
    static FileListing unpack(ContainerFiles files, String folder, Packed from) throws IOException {
        var listing = new FileListing[1];
        try (var packed = from.open();
                var tar = new Piped("unpack", out -> listing[0] = FileListing.of(packed, out))) {
            files.write(folder, tar);
            tar.transferTo(OutputStream.nullOutputStream());
            return listing[0];
        } catch (InterruptedIOException e) {
            throw e;
        } catch (IOException e) {
            if (e.getCause() instanceof Unanswered) {
                throw e;
            }
            throw new Unrestorable(String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public Contents contents(List<String> databases, Depth depth) throws IOException {
        var contents = new Contents[] {Contents.none(depth)};
        for (var folder : databases) {
            files.read(
                    folder,
                    tar -> contents[0] = contents[0].with(
                            folder,
                            FileListing.of(tar, OutputStream.nullOutputStream()).contents(depth, new TreeSet<>())));
        }
        return contents[0];
    }

    @Override
    public Kept keep() throws IOException {
        var endpoint = making.started(made, engine, making.like().login());
        return making.keep(made, endpoint, "docker exec -it " + made.name() + " sh");
    }

    @Override
    public void close() {
        making.close();
    }
}
