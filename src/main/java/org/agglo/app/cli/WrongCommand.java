package org.agglo.app.cli;

import java.io.PrintWriter;
import java.util.List;
import org.agglo.app.study.Nearest;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what is wrong with a command in a few lines, the likely right one, and where there is more help. */
final class WrongCommand implements IParameterExceptionHandler {
    @Override
    public int handleParseException(ParameterException wrong, String[] args) {
        CommandLine command = wrong.getCommandLine();
        PrintWriter err = command.getErr();
        err.println("agglo: " + message(wrong, command));
        err.print("Usage: " + command.getHelp().synopsis("Usage: ".length()).stripTrailing() + System.lineSeparator());
        err.println("More: " + command.getCommandSpec().qualifiedName() + " --help");
        return ExitCodes.STUDY;
    }

    private static String message(ParameterException wrong, CommandLine command) {
        if (!(wrong instanceof UnmatchedArgumentException unmatched)
                || unmatched.getUnmatched().isEmpty()) {
            return wrong.getMessage().replace("is not a double", "is not a number");
        }
        String first = unmatched.getUnmatched().get(0);
        if (first.startsWith("-")) {
            return "There is no option %s%s".formatted(first, Nearest.hint(first, options(command)));
        }
        if (command.getSubcommands().isEmpty()) {
            return "There is too much: %s".formatted(String.join(" ", unmatched.getUnmatched()));
        }
        return "There is no command '%s'%s"
                .formatted(
                        first,
                        Nearest.hintOrAll(
                                first, List.copyOf(command.getSubcommands().keySet())));
    }

    private static List<String> options(CommandLine command) {
        return List.copyOf(command.getCommandSpec().optionsMap().keySet());
    }
}
