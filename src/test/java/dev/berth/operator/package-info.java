@NullMarked
package dev.berth.operator;

import org.jspecify.annotations.NullMarked;
