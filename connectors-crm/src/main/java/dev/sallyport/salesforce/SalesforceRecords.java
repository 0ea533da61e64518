package dev.sallyport.salesforce;

import dev.sallyport.Address;
import dev.sallyport.crm.Company;
import dev.sallyport.crm.Contact;
import dev.sallyport.crm.CrmUser;
import dev.sallyport.http.JsonRecord;
import dev.sallyport.http.RecordMapper;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/** Salesforce's objects as canonical records. */
final class SalesforceRecords {
    static final List<String> CONTACT_FIELDS = List.of(
            "Id",
            "FirstName",
            "LastName",
            "Email",
            "Phone",
            "MailingStreet",
            "MailingCity",
            "MailingState",
            "MailingPostalCode",
            "MailingCountry",
            "AccountId",
            "OwnerId",
            "CreatedDate",
            "LastModifiedDate");
    static final List<String> COMPANY_FIELDS = List.of("Id", "Name", "Website", "Phone", "OwnerId", "LastModifiedDate");
    static final List<String> USER_FIELDS = List.of("Id", "Name", "Email", "IsActive");

    /** The name is a compound of its parts, so whoever masks a part masks the compound. */
    private static final Map<String, List<String>> CONTACT_CARRIERS = Map.ofEntries(
            Map.entry("firstName", List.of("FirstName", "Name")),
            Map.entry("lastName", List.of("LastName", "Name")),
            Map.entry("email", List.of("Email")),
            Map.entry("phone", List.of("Phone")),
            Map.entry(
                    "address",
                    List.of(
                            "MailingAddress",
                            "MailingStreet",
                            "MailingCity",
                            "MailingState",
                            "MailingPostalCode",
                            "MailingCountry",
                            "MailingStateCode",
                            "MailingCountryCode",
                            "MailingGeocodeAccuracy",
                            "MailingLatitude",
                            "MailingLongitude")),
            Map.entry("postalCode", List.of("MailingPostalCode", "MailingAddress/postalCode")),
            Map.entry("company", List.of("AccountId", "Account")),
            Map.entry("owner", List.of("OwnerId", "Owner")),
            Map.entry("createdAt", List.of("CreatedDate")),
            Map.entry("updatedAt", List.of("LastModifiedDate", "SystemModstamp")));

    private final Predicate<String> ours;
    final RecordMapper<Contact> contacts = RecordMapper.of(Contact.RESOURCE, CONTACT_CARRIERS, this::contact);
    final RecordMapper<Company> companies = RecordMapper.of(
            Company.RESOURCE,
            Map.of(
                    "name", List.of("Name"),
                    "website", List.of("Website"),
                    "phone", List.of("Phone"),
                    "owner", List.of("OwnerId", "Owner"),
                    "updatedAt", List.of("LastModifiedDate")),
            this::company);
    final RecordMapper<CrmUser> users = RecordMapper.of(
            CrmUser.RESOURCE,
            Map.of("name", List.of("Name"), "email", List.of("Email"), "active", List.of("IsActive")),
            SalesforceRecords::user);

    /** {@code ours} tells the fields that are there for intents only. */
    SalesforceRecords(Predicate<String> ours) {
        this.ours = ours;
    }

    /** A version is the record's LastModifiedDate, as Salesforce writes it. */
    static Optional<String> version(JsonNode json) {
        return Optional.ofNullable(json.path("LastModifiedDate").asString(null));
    }

    /** Values by vendor field, from values by canonical name; empty if one has no vendor field. */
    static Map<String, Object> vendorValues(RecordMapper<?> mapper, Map<String, ?> content) {
        Map<String, Object> values = new HashMap<>();
        content.forEach((name, value) -> {
            String custom = name.startsWith("custom:") ? name.substring("custom:".length()) : null;
            String vendor = custom == null ? mapper.vendorField(name).orElse("") : custom;
            values.put(vendor, value == null ? NULL : value);
        });
        return values;
    }

    /** Stands for a field that is cleared. */
    static final Object NULL = new Object();

    private Contact contact(JsonRecord json) {
        return new Contact(
                Contact.ref(json.id("Id")),
                json.text("firstName", "FirstName"),
                json.text("lastName", "LastName"),
                json.email("email", "Email"),
                json.phone("phone", "Phone"),
                address(json),
                json.ref("company", "AccountId", "company"),
                json.ref("owner", "OwnerId", "user"),
                json.instant("createdAt", "CreatedDate", SalesforceDates::parse),
                json.instant("updatedAt", "LastModifiedDate", SalesforceDates::parse),
                json.custom(name -> SObject.isCustom(name, ours)));
    }

    private static Address address(JsonRecord json) {
        return new Address(
                json.text("address", "MailingStreet"),
                json.text("address", "MailingCity"),
                json.text("address", "MailingState"),
                json.text("postalCode", "MailingPostalCode"),
                json.text("address", "MailingCountry"));
    }

    private Company company(JsonRecord json) {
        return new Company(
                Company.ref(json.id("Id")),
                json.text("name", "Name"),
                json.text("website", "Website"),
                json.phone("phone", "Phone"),
                json.ref("owner", "OwnerId", "user"),
                json.instant("updatedAt", "LastModifiedDate", SalesforceDates::parse),
                json.custom(name -> SObject.isCustom(name, ours)));
    }

    private static CrmUser user(JsonRecord json) {
        return new CrmUser(
                CrmUser.ref(json.id("Id")),
                json.text("name", "Name"),
                json.email("email", "Email"),
                json.bool("active", "IsActive"));
    }
}
