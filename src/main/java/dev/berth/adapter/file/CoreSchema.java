package dev.berth.adapter.file;

import dev.berth.policy.Node;
import java.util.regex.Pattern;

/**
 * Gives plain scalars their kinds by the core schema of YAML 1.2.2, section 10.3.2.
 *
 * <p>SnakeYAML's own resolver is YAML 1.1: it takes {@code Off} for false and {@code 22:00} for 1320.
 */
final class CoreSchema {
    private static final Pattern NULL = Pattern.compile("|~|null|Null|NULL");
    private static final Pattern BOOLEAN = Pattern.compile("true|True|TRUE|false|False|FALSE");
    private static final Pattern INTEGER = Pattern.compile("[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+");
    private static final Pattern FLOAT = Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?"
            + "|[-+]?(\\.inf|\\.Inf|\\.INF)|\\.nan|\\.NaN|\\.NAN");

    private CoreSchema() {}

    static Node.Kind kind(String plain) {
        if (NULL.matcher(plain).matches()) {
            return Node.Kind.NULL;
        }
        if (BOOLEAN.matcher(plain).matches()) {
            return Node.Kind.BOOLEAN;
        }
        if (INTEGER.matcher(plain).matches()) {
            return Node.Kind.INTEGER;
        }
        return FLOAT.matcher(plain).matches() ? Node.Kind.FLOAT : Node.Kind.STRING;
    }
}
