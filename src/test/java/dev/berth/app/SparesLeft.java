package dev.berth.app;

import java.util.List;
import java.util.stream.Stream;

/** Docker objects that berth made like those of a stack. */
final class SparesLeft {
    private SparesLeft() {}

    /** @param purpose proof or restore */
    static List<String> of(String purpose, String project) {
        var name = "berth-" + purpose + "-.*" + project;
        return Stream.concat(
                        Shell.lines("ps", "-a", "--format", "{{.Names}}", "--filter", "name=" + name).stream(),
                        Shell.lines("volume", "ls", "-q", "--filter", "name=" + name).stream())
                .toList();
    }
}
