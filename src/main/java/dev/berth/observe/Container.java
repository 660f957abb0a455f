package dev.berth.observe;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One container, as far as moving a port can depend on it.
 *
 * @param imageId the content id of its image, and whether the engine still has it in {@code imagePresent}
 * @param networkMode such as {@code bridge}, {@code host}, {@code container:ID} or a network's name
 * @param bindings the published ports as configured, whether or not it runs
 * @param addresses those that it has on the engine's networks; none while it does not run
 * @param started when it was started last, while it runs
 * @param ownWrites paths that it wrote into its own layer: new against the image and under no mount; looked up for
 *     containers of the policy alone
 */
public record Container(
        String id,
        String name,
        String image,
        String imageId,
        boolean imagePresent,
        State state,
        boolean autoRemove,
        String networkMode,
        String restartPolicy,
        Optional<Compose> compose,
        boolean swarm,
        List<Binding> bindings,
        List<Mount> mounts,
        List<String> addresses,
        Optional<Instant> started,
        List<String> ownWrites) {
    public Container {
        bindings = List.copyOf(bindings);
        mounts = List.copyOf(mounts);
        addresses = List.copyOf(addresses);
        ownWrites = List.copyOf(ownWrites);
    }

    /** Whether it has the ports that it publishes. */
    public boolean isUp() {
        return switch (state) {
            case CREATED, EXITED, DEAD -> false;
            case RUNNING, RESTARTING, PAUSED -> true;
        };
    }

    /** The states that matter: serving, about to, or not. */
    public enum State {
        RUNNING,
        RESTARTING,
        PAUSED,
        CREATED,
        EXITED,
        DEAD
    }

    /** Which service of which Compose project it is. */
    public record Compose(String project, String service, int number, String configHash) {
        /** Whether it is that service of that project. */
        public boolean runs(String one, String of) {
            return service.equals(one) && project.equals(of);
        }
    }

    /** One published port; an empty {@code hostIp} means every address of the host. */
    public record Binding(int target, String protocol, String hostIp, int hostPort) {}

    /**
     * One mount.
     *
     * @param type {@code volume}, {@code bind} or {@code tmpfs}
     * @param source the volume's name or the host path
     */
    public record Mount(String type, String source, String destination, boolean writable) {}
}
