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
        if (!noCommand(wrong, command)) {
            UnmatchedArgumentException.printSuggestions(wrong, err);
        }
        err.print("Usage: " + command.getHelp().synopsis("Usage: ".length()).stripTrailing() + System.lineSeparator());
        err.println("More: " + command.getCommandSpec().qualifiedName() + " --help");
        return ExitCodes.STUDY;
    }

    private static String message(ParameterException wrong, CommandLine command) {
        if (!noCommand(wrong, command)) {
            return wrong.getMessage();
        }
        String name = ((UnmatchedArgumentException) wrong).getUnmatched().get(0);
        List<String> known = List.copyOf(command.getSubcommands().keySet());
        return "There is no command '%s'%s".formatted(name, Nearest.hintOrAll(name, known));
    }

    private static boolean noCommand(ParameterException wrong, CommandLine command) {
        return command.getParent() == null
                && wrong instanceof UnmatchedArgumentException unmatched
                && !unmatched.getUnmatched().isEmpty()
                && !unmatched.getUnmatched().get(0).startsWith("-");
    }
}
