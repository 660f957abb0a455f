package dev.berth.policy;

/** Where a user name or a password comes from. */
public sealed interface SecretSource {
    /** Written in the policy; for user names only. */
    record Value(String text) implements SecretSource {}

    /** A variable of berth's environment, else of the policy's .env. */
    record Env(String name) implements SecretSource {}

    /** A file, its last line break left out. */
    record File(String path) implements SecretSource {}

    /** A key of a Kubernetes Secret. */
    record SecretKeyRef(String name, String key) implements SecretSource {}

    /** A field of a Vault secret. */
    record Vault(String path, String field) implements SecretSource {}
}
