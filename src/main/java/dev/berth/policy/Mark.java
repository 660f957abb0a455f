package dev.berth.policy;

/** A place in a source file that a person can go to; lines count from 1. */
public record Mark(String file, int line) {
    @Override
    public String toString() {
        return file + ":" + line;
    }
}
