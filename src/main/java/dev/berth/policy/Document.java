package dev.berth.policy;

/**
 * A parsed document before anything in it is believed.
 *
 * @param folder the absolute folder of the file it stands in; empty where it is no file
 * @param fingerprint SHA-256 in hex of the document's text
 */
public record Document(Ground ground, Node root, String folder, String fingerprint) {
    /**
     * Whether it should be read as a policy: not when it says of itself that it is something else, as a Deployment beside
     * it does, nor when it has no field of one, as a Compose file has none.
     */
    public boolean mayBeAPolicy() {
        return !Schema.isOfAnotherKind(Place.root(root)) && PolicyReader.saysPolicy(root);
    }
}
