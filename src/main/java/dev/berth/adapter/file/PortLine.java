package dev.berth.adapter.file;

import dev.berth.observe.Project.DeclaredPort;
import dev.berth.policy.Mark;
import java.util.List;

/**
 * One entry of a service's {@code ports}.
 *
 * @param first the first container port that it covers
 * @param last the last one; below the first when the entry can't be understood
 * @param declared the fixed host ports that it publishes
 * @param problem why its host port can't be moved; empty when it can
 */
record PortLine(Mark mark, int first, int last, String protocol, List<DeclaredPort> declared, String problem) {
    PortLine {
        declared = List.copyOf(declared);
    }

    static PortLine broken(Mark mark, String problem) {
        return new PortLine(mark, 0, -1, "", List.of(), problem);
    }

    PortLine with(List<DeclaredPort> ports, String why) {
        return new PortLine(mark, first, last, protocol, ports, why);
    }

    boolean covers(int target) {
        return first <= target && target <= last && protocol.equals("tcp");
    }
}
