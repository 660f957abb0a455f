package dev.berth.app;

/** A PortMigration of a policy as a later version of berth might leave it, which this one can't read. */
final class UnreadableRecord {
    private UnreadableRecord() {}

    /** The first of the policy, which moves the Service {@code main}. */
    static String of(Told policy) {
        var metadata = policy.policy().getMetadata();
        return """
                apiVersion: berth.dev/v1alpha1
                kind: PortMigration
                metadata:
                  name: NAME-1
                  ownerReferences: [{apiVersion: berth.dev/v1alpha1, kind: DatabasePortPolicy, name: NAME, uid: UID}]
                spec:
                  policy: NAME
                  berths: 1
                  hash: HASH
                  plan: '{"moves":[{"name":"main","tides":1}]}'
                """.replace("NAME", metadata.getName())
                .replace("UID", metadata.getUid())
                .replace("HASH", "0".repeat(64));
    }
}
