package dev.berth.policy;

/** One thing wrong with the input: where it stands, what it says, and what is allowed there. */
public record Violation(Mark mark, String path, String value, String allowed) {
    @Override
    public String toString() {
        return mark + ": " + path + ": " + (value.isEmpty() ? "" : "“" + value + "” ") + "— " + allowed;
    }
}
