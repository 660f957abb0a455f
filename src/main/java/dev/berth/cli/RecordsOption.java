package dev.berth.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Where daemons of other hosts tell of the policies that {@code rollout.after} may name. */
final class RecordsOption {
    @Option(
            names = "--records",
            paramLabel = "FOLDER",
            description = "What a daemon on another host tells (the folder told in its state folder), to be read alone:"
                    + " rollout.after may name its policies; may be given several times.")
    private List<Path> folders = new ArrayList<>();

    List<Path> folders() {
        return List.copyOf(folders);
    }
}
