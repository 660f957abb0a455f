package dev.berth.adapter.docker;

import com.fasterxml.jackson.databind.JsonNode;
import dev.berth.backup.LiveServer;
import dev.berth.engine.Contents;
import dev.berth.engine.Contents.Depth;
import dev.berth.engine.History;
import dev.berth.engine.ServerFacts;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** A server of which nothing is known but that it keeps files in volumes of its own; each is backed up as it lies. */
public final class VolumesLive implements LiveServer {
    private final Standing at;
    private final ContainerFiles files;

    public VolumesLive(Standing at) {
        this.at = at;
        this.files = new ContainerFiles(at.api(), at.container(), at.patience());
    }

    /** A volume is named by the folder where the container has it. */
    @Override
    public ServerFacts facts() throws IOException {
        var inspect = inspect();
        var volumes = new ArrayList<ServerFacts.Database>();
        for (var folder : folders(inspect)) {
            volumes.add(new ServerFacts.Database(
                    folder, listed(folder, OutputStream.nullOutputStream()).bytes()));
        }
        return new ServerFacts(
                inspect.path("Config").path("Image").asText(), "", "", History.NONE, volumes, bound(inspect));
    }

    private JsonNode inspect() throws IOException {
        try {
            return at.api().get("/containers/" + at.container() + "/json");
        } catch (Unanswered e) {
            throw new IOException(e.words(), e);
        }
    }

    /** Where it has volumes that it may write to. */
    static List<String> folders(JsonNode inspect) {
        return Volumes.of(inspect)
                .filter(volume -> volume.path("RW").asBoolean(true))
                .map(volume -> volume.path("Destination").asText())
                .sorted()
                .toList();
    }

    private static List<String> bound(JsonNode inspect) {
        return Json.items(inspect.path("Mounts"))
                .filter(mount -> mount.path("Type").asText().equals("bind")
                        && mount.path("RW").asBoolean(true))
                .map(mount -> mount.path("Destination").asText())
                .sorted()
                .toList();
    }

    @Override
    public Contents contents(List<String> databases, Depth depth) throws IOException {
        var contents = Contents.none(depth);
        for (var folder : databases) {
            contents = contents.with(
                    folder, listed(folder, OutputStream.nullOutputStream()).contents(depth, new TreeSet<>()));
        }
        return contents;
    }

    @Override
    public Moment moment(String folder, Depth depth) {
        return new Copied(folder, depth);
    }

    private FileListing listed(String folder, OutputStream copy) throws IOException {
        var listing = new FileListing[1];
        files.read(folder, tar -> listing[0] = FileListing.of(tar, copy));
        return listing[0];
    }

    /**
     * One volume. It is read once more after it was copied: what is the same then was so at one moment, between the two.
     */
    private final class Copied implements Moment {
        private final String folder;
        private final Depth depth;
        private FileListing listing = new FileListing(new TreeMap<>(), new TreeMap<>(), 0);
        private SortedSet<String> written = new TreeSet<>();

        Copied(String folder, Depth depth) {
            this.folder = folder;
            this.depth = depth;
        }

        @Override
        public String file(int number) {
            return "volume-" + number + ".tar";
        }

        @Override
        public void dump(OutputStream to) throws IOException {
            listing = listed(folder, to);
            written = listing.differing(listed(folder, OutputStream.nullOutputStream()));
        }

        @Override
        public Contents contents() {
            return listing.contents(depth, written);
        }

        @Override
        public void close() {}
    }
}
