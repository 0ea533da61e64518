package dev.sallyport.testkit.standalone;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine;

/**
 * A picocli command at the console: what is wrong with its arguments is one line on standard error and exit status 2, what
 * fails is one line and exit status 1, never a stack trace.
 */
public final class Console {
    private Console() {}

    /** A program as {@code main} runs it. */
    @FunctionalInterface
    public interface Program {
        /** Runs it; the exit status. */
        int run(PrintWriter out, PrintWriter errors, String... arguments);
    }

    /** Runs a program on the process's own streams, in the console's character set; the exit status. */
    public static int run(Program program, String... arguments) {
        Charset console = Charset.defaultCharset();
        int status = program.run(
                new PrintWriter(System.out, true, console), new PrintWriter(System.err, true, console), arguments);
        System.out.flush();
        return status;
    }

    /** Runs an annotated command; the exit status. */
    public static int run(Object command, PrintWriter out, PrintWriter errors, String... arguments) {
        return new CommandLine(command)
                .setOut(out)
                .setErr(errors)
                .setParameterExceptionHandler((wrong, given) -> {
                    errors.println(told(wrong.getCommandLine(), wrong) + " (see --help)");
                    return 2;
                })
                .setExecutionExceptionHandler((failure, line, given) -> {
                    errors.println(told(line, failure));
                    return 1;
                })
                .execute(arguments);
    }

    /**
     * Writes a text with a line end into a file, whose folder is made if it is not there.
     *
     * @throws IOException if it cannot be written
     */
    public static void write(Path file, String text) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Files.writeString(file, text + System.lineSeparator());
    }

    private static String told(CommandLine line, Exception wrong) {
        String message = wrong.getMessage() == null ? wrong.getClass().getSimpleName() : wrong.getMessage();
        return line.getCommandSpec().qualifiedName() + ": " + message.replaceAll("\\s*\\R\\s*", "; ");
    }
}
