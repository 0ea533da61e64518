package dev.sallyport.testkit.standalone;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
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
        description = {
            "Asks a running fake how its client behaved, and prints the rulings as JSON.",
            "Exit status: 0 if no rule failed, 1 if one did or the fake cannot be asked, 2 for a wrong argument."
        })
final class VerdictCommand implements Callable<Integer> {
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

    @Override
    public Integer call() throws InterruptedException {
        if (spec == null) {
            throw new IllegalStateException("run by picocli only");
        }
        if (token == null || token.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "--token or SALLYPORT_FAKES_TOKEN is needed");
        }
        try {
            HttpResponse<String> reply = ask(URI.create(control + "/verdict"));
            spec.commandLine().getOut().println(reply.body());
            return reply.statusCode() == 200
                            && !"FAIL"
                                    .equals(reply.headers()
                                            .firstValue("X-Verdict")
                                            .orElse("FAIL"))
                    ? 0
                    : 1;
        } catch (IllegalArgumentException wrong) {
            throw new ParameterException(spec.commandLine(), "no address: " + wrong.getMessage());
        } catch (IOException unreachable) {
            throw new IllegalStateException("nobody answers at " + control, unreachable);
        }
    }

    private HttpResponse<String> ask(URI uri) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri)
                .header("Authorization", "Bearer " + token)
                .timeout(Duration.ofMinutes(1))
                .build();
        return HttpClient.newBuilder()
                .connectTimeout(Duration.ofSeconds(5))
                .build()
                .send(request, HttpResponse.BodyHandlers.ofString());
    }
}
