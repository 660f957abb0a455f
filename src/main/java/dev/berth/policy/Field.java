package dev.berth.policy;

/**
 * One field of the policy.
 *
 * @param standard the value that an absent field gets, as a policy would write it ({@code {}} for an object), or what
 *     its absence means
 * @param meaning one sentence for people
 */
record Field(String name, Shape shape, Presence presence, String standard, String meaning) {
    /** What it means that a field is not there. */
    enum Presence {
        REQUIRED,
        OPTIONAL,
        DEFAULTED
    }

    static Field required(String name, Shape shape, String meaning) {
        return new Field(name, shape, Presence.REQUIRED, "", meaning);
    }

    static Field optional(String name, Shape shape, String absence, String meaning) {
        return new Field(name, shape, Presence.OPTIONAL, absence, meaning);
    }

    static Field defaulted(String name, Shape shape, String standard, String meaning) {
        return new Field(name, shape, Presence.DEFAULTED, standard, meaning);
    }

    /** An object that may be left out because all of its fields have defaults. */
    static Field section(String name, Shape.Struct shape, String meaning) {
        return defaulted(name, shape, "{}", meaning);
    }
}
