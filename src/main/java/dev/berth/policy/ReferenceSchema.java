package dev.berth.policy;

import dev.berth.policy.Shape.Closed;
import dev.berth.policy.Shape.Struct;

/** References to values that stand elsewhere; nothing below them is ever printed. */
final class ReferenceSchema {
    private static final String INSTEAD = "use env or file";

    private ReferenceSchema() {}

    static Struct user() {
        return of(Formats.TEXT, "The name itself.", "a reference: {value: NAME}, {env: NAME} or {file: PATH}");
    }

    static Struct password() {
        return of(
                Closed.everywhere(Formats.TEXT, "never a password in clear; " + INSTEAD),
                "The secret itself.",
                "a reference: {env: NAME} or {file: PATH}");
    }

    static Struct key() {
        return of(
                Closed.everywhere(Formats.TEXT, "never a key in clear; " + INSTEAD),
                "The key itself.",
                "a reference: {env: NAME} or {file: PATH}");
    }

    static Struct url() {
        return of(Formats.HTTP_URL, "The address itself.", "a reference: {value: URL}, {env: NAME} or {file: PATH}");
    }

    private static Struct of(Shape value, String meaning, String wording) {
        return Struct.of(
                        Field.optional("value", value, "another source", meaning),
                        Field.optional(
                                "env",
                                Formats.VARIABLE,
                                "another source",
                                "A variable of berth's environment, else of the policy's .env."),
                        Field.optional(
                                "file", Formats.PATH, "another source", "A file; its last line break is left out."),
                        Field.optional("secretKeyRef", secretKeyRef(), "another source", "A key of a Secret."),
                        Field.optional("vault", vault(), "another source", "A field of a Vault secret."))
                .withOneOf("value", "env", "file", "secretKeyRef", "vault")
                .kept(wording);
    }

    private static Closed secretKeyRef() {
        return Closed.inFiles(
                Struct.of(
                        Field.required("name", Formats.LABEL, "The Secret."),
                        Field.required("key", Formats.KEY, "Its key.")),
                "a Secret needs Kubernetes; on Docker " + INSTEAD);
    }

    private static Closed vault() {
        return Closed.everywhere(
                Struct.of(
                        Field.required("path", Formats.TEXT, "The secret's path."),
                        Field.required("field", Formats.KEY, "Its field.")),
                "Vault is not supported on Docker; " + INSTEAD);
    }
}
