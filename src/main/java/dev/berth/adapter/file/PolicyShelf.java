package dev.berth.adapter.file;

import dev.berth.policy.Policy;
import dev.berth.policy.Reading;
import dev.berth.policy.Violation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/**
 * The policies of files and folders, each file for itself: one with a violation is left out, and the others stand.
 *
 * <p>Where two files want the same thing, such as a port, the one whose name comes later is left out.
 *
 * @param flaws what is wrong with the files that were left out
 */
public record PolicyShelf(List<Policy> policies, List<Violation> flaws) {
    public PolicyShelf {
        policies = List.copyOf(policies);
        flaws = List.copyOf(flaws);
    }

    /** @param paths as in {@link PolicyFiles#read}; but a folder may hold no policy */
    public static PolicyShelf read(List<Path> paths) {
        var flaws = new ArrayList<Violation>();
        var leftOut = new HashSet<String>();
        while (true) {
            var reading = PolicyFiles.without(leftOut, paths);
            if (reading instanceof Reading.Valid valid) {
                return new PolicyShelf(valid.policies(), flaws);
            }
            var found = ((Reading.Invalid) reading).violations();
            flaws.addAll(found);
            if (!leftOut.addAll(found.stream().map(flaw -> flaw.mark().file()).toList())) {
                throw new IllegalStateException("a file that was left out has flaws: " + found);
            }
        }
    }

    /** The files that were left out. */
    public List<String> flawed() {
        return flaws.stream().map(flaw -> flaw.mark().file()).distinct().toList();
    }
}
