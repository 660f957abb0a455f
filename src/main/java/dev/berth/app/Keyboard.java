package dev.berth.app;

import java.io.Console;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.jspecify.annotations.Nullable;

/** What the JVM has for a console, which is a person's only on a terminal: JDK 22 to 24 have one for redirected streams too. */
final class Keyboard {
    private final @Nullable Object console;
    private final Class<?> type;

    Keyboard(@Nullable Console console) {
        this(console, Console.class);
    }

    /** @param type that the method is looked up in, which the console's own class may hide */
    Keyboard(@Nullable Object console, Class<?> type) {
        this.console = console;
        this.type = type;
    }

    /** Whether somebody is there to answer. */
    boolean attended() {
        return console != null && isTerminal(console);
    }

    /** Console.isTerminal() is of JDK 22; before it there is no console without a terminal. */
    private boolean isTerminal(Object asked) {
        try {
            return (boolean) MethodHandles.publicLookup()
                    .findVirtual(type, "isTerminal", MethodType.methodType(boolean.class))
                    .invoke(asked);
        } catch (NoSuchMethodException older) {
            return true;
        } catch (Throwable unaskable) {
            return false;
        }
    }
}
