package dev.sallyport.testkit.standalone;

import dev.sallyport.testkit.internal.Nearest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Asks running fakes how their client behaved. */
@Command(
        name = "verdict",
        mixinStandardHelpOptions = true,
        usageHelpWidth = 100,
        description = {
            "Asks a running fake how its client behaved, and prints the rulings.",
            "Exit status: 0 if no rule failed, 1 if one did or the fake cannot be asked, 2 for a wrong argument."
        })
final class VerdictCommand implements Callable<Integer> {
    private static final List<String> FORMATS = List.of("json", "html", "junit", "sarif");

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "CONTROL", description = "the fake's control address, as serve printed it")
    private String control = "";

    @Option(
            names = "--token",
            paramLabel = "TOKEN",
            defaultValue = "${env:SALLYPORT_FAKES_TOKEN}",
            description = "the token that serve printed (default: the variable SALLYPORT_FAKES_TOKEN)")
    private @Nullable String token;

    @Option(
            names = "--format",
            paramLabel = "json|html|junit|sarif",
            description = "the form of the verdict; html is a page for people (default: json)")
    private String format = "json";

    @Option(
            names = "--claims",
            paramLabel = "FILE",
            description = "what the client says that it wrote, as JSON, so that lost and unreported writes are found")
    private @Nullable Path claims;

    @Override
    public Integer call() throws InterruptedException {
        if (spec == null) {
            throw new IllegalStateException("run by picocli only");
        }
        if (token == null || token.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "--token or SALLYPORT_FAKES_TOKEN is needed");
        }
        if (!FORMATS.contains(format)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--format must be one of " + String.join(", ", FORMATS) + ", not \"" + format + "\""
                            + Nearest.hint(format, FORMATS));
        }
        try {
            HttpResponse<String> reply = ask(URI.create(control + "/verdict?format=" + format));
            if (reply.statusCode() != 200) {
                throw new IllegalStateException("the fake at " + control + " answers " + reply.statusCode() + ": "
                        + reply.body().strip());
            }
            spec.commandLine().getOut().println(reply.body());
            return "PASS".equals(reply.headers().firstValue("X-Verdict").orElse("FAIL")) ? 0 : 1;
        } catch (IllegalArgumentException wrong) {
            throw new ParameterException(spec.commandLine(), "no address: " + wrong.getMessage());
        } catch (NoSuchFileException missing) {
            throw new ParameterException(spec.commandLine(), "--claims: no file " + claims);
        } catch (IOException unreachable) {
            throw new IllegalStateException("nobody answers at " + control, unreachable);
        }
    }

    private HttpResponse<String> ask(URI uri) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .header("Authorization", "Bearer " + token)
                .timeout(Duration.ofMinutes(1));
        if (claims != null) {
            request.header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(Files.readString(claims)));
        }
        return HttpClient.newBuilder()
                .connectTimeout(Duration.ofSeconds(5))
                .build()
                .send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
