package dev.berth.engine;

import dev.berth.policy.Credentials;

/** Resolves credentials by reference. */
public interface Logins {
    /**
     * @param root the absolute folder that relative files start from
     * @throws UnresolvedCredentials when a reference leads nowhere; the message names the reference, never a value
     */
    Login resolve(Credentials credentials, String root) throws UnresolvedCredentials;

    /** A reference that leads nowhere. */
    final class UnresolvedCredentials extends Exception {
        private static final long serialVersionUID = 1L;

        public UnresolvedCredentials(String message) {
            super(message);
        }
    }
}
