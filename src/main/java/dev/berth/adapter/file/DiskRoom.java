package dev.berth.adapter.file;

import dev.berth.backup.Room;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Looks how much room there is where a folder lies or will lie. */
public final class DiskRoom {
    private DiskRoom() {}

    /** @param what lies there, for people */
    public static Room of(String what, Path folder) throws IOException {
        var there = folder.toAbsolutePath();
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        var disk = Files.getFileStore(there);
        return new Room(what, Files.getAttribute(there, "unix:dev").toString(), disk.getUsableSpace());
    }
}
