package dev.berth.adapter.file;

import dev.berth.policy.Mark;
import dev.berth.policy.Violation;

/** The place in a document that names something else, to be blamed when that is missing. */
record Reference(Mark mark, String path) {
    Violation violation(String value, String allowed) {
        return new Violation(mark, path, value, allowed);
    }
}
