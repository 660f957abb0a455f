package dev.berth.engine;

import dev.berth.policy.Credentials;
import dev.berth.policy.DockerTarget;
import java.util.Optional;

/** Resolves credentials by reference. */
public interface Logins {
    /**
     * @param root the absolute folder that relative files start from
     * @throws UnresolvedCredentials when a reference leads nowhere; the message names the reference, never a value
     */
    Login resolve(Credentials credentials, String root) throws UnresolvedCredentials;

    /** The same, led also by what a plan says of its project; by that first where the policy names another by now. */
    default Logins by(Optional<DockerTarget> planned) {
        return this;
    }

    /** A reference that leads nowhere. */
    final class UnresolvedCredentials extends Exception {
        private static final long serialVersionUID = 1L;

        public UnresolvedCredentials(String message) {
            super(message);
        }
    }
}
