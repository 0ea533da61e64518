package dev.sallyport.benchmarks;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.io.UncheckedIOException;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What a team writes without Sallyport: OkHttp as it comes, and Jackson into a record. */
final class PlainClient {
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
    private final OkHttpClient client = new OkHttpClient();
    private final String url;
    private final String token;

    PlainClient(FakeOrg org) {
        this.url = org.url() + "/services/data/v62.0/sobjects/Contact/" + org.contact();
        this.token = org.token();
    }

    /** The contact's fields that {@code Contact} has. */
    record PlainContact(
            @JsonProperty("Id") @Nullable String id,
            @JsonProperty("FirstName") @Nullable String firstName,
            @JsonProperty("LastName") @Nullable String lastName,
            @JsonProperty("Email") @Nullable String email,
            @JsonProperty("Phone") @Nullable String phone,
            @JsonProperty("MailingStreet") @Nullable String street,
            @JsonProperty("MailingCity") @Nullable String city,
            @JsonProperty("MailingPostalCode") @Nullable String postalCode,
            @JsonProperty("AccountId") @Nullable String account,
            @JsonProperty("OwnerId") @Nullable String owner,
            @JsonProperty("CreatedDate") @Nullable String createdAt,
            @JsonProperty("LastModifiedDate") @Nullable String updatedAt) {}

    PlainContact read() {
        Request request = new Request.Builder()
                .url(url)
                .header("Authorization", "Bearer " + token)
                .header("Accept", "application/json")
                .build();
        try (Response response = client.newCall(request).execute()) {
            if (!response.isSuccessful()) {
                throw new IllegalStateException("status " + response.code());
            }
            return JSON.readValue(response.body().byteStream(), PlainContact.class);
        } catch (IOException e) {
            throw new UncheckedIOException("the contact cannot be read", e);
        }
    }
}
