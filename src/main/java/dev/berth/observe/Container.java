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
 * @param unrepeatable what was chosen for it and can't be given to another one by the engine's API; looked up likewise
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
        List<String> ownWrites,
        List<String> unrepeatable) {
    public Container {
        bindings = List.copyOf(bindings);
        mounts = List.copyOf(mounts);
        addresses = List.copyOf(addresses);
        ownWrites = List.copyOf(ownWrites);
        unrepeatable = List.copyOf(unrepeatable);
    }

    /** One that can be made again as it is. */
    public Container(
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
        this(
                id,
                name,
                image,
                imageId,
                imagePresent,
                state,
                autoRemove,
                networkMode,
                restartPolicy,
                compose,
                swarm,
                bindings,
                mounts,
                addresses,
                started,
                ownWrites,
                List.of());
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

    /**
     * Which service of which Compose project it is.
     *
     * @param configHash its label: what Compose made it from
     * @param fileHashes what that label would be by the files as they are now, with the ports that they name and with those
     *     that it has; none where Compose was not asked
     */
    public record Compose(String project, String service, int number, String configHash, List<String> fileHashes) {
        public Compose {
            fileHashes = List.copyOf(fileHashes);
        }

        /** One of which Compose was not asked. */
        public Compose(String project, String service, int number, String configHash) {
            this(project, service, number, configHash, List.of());
        }

        /** Whether the next {@code docker compose up} makes it again for more than its ports. */
        public boolean behindFiles() {
            return !fileHashes.isEmpty() && !fileHashes.contains(configHash);
        }

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
