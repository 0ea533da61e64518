package dev.sallyport.testkit.salesforce;

import static dev.sallyport.testkit.salesforce.Field.Trait.CASCADES;
import static dev.sallyport.testkit.salesforce.Field.Trait.DEFAULTED;
import static dev.sallyport.testkit.salesforce.Field.Trait.ID_LOOKUP;
import static dev.sallyport.testkit.salesforce.Field.Trait.NAME_FIELD;
import static dev.sallyport.testkit.salesforce.Field.Trait.REQUIRED;
import static dev.sallyport.testkit.salesforce.Field.Trait.RESTRICTED;
import static dev.sallyport.testkit.salesforce.Field.Trait.UNIQUE;

import dev.sallyport.testkit.salesforce.Field.Trait;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The objects that every org has, with the parts of them that the fake knows. */
final class StandardObjects {
    private StandardObjects() {}

    static List<SObjectType> all() {
        return List.of(
                account(),
                contact(),
                lead(),
                opportunity(),
                task(),
                event(),
                salesCase(),
                campaign(),
                note(),
                user(),
                organization());
    }

    private static SObjectType account() {
        return object(
                "Account",
                "001",
                List.of(address("Billing"), address("Shipping")),
                Field.text("Name", 255).with(REQUIRED, NAME_FIELD, ID_LOOKUP),
                Field.picklist("Type", "Prospect", "Customer - Direct", "Customer - Channel", "Other"),
                Field.reference("ParentId", "Account"),
                phone("Phone"),
                phone("Fax"),
                Field.text("AccountNumber", 40),
                Field.of("Website", FieldType.URL, 255),
                Field.picklist("Industry", "Apparel", "Banking", "Electronics", "Retail", "Technology", "Other"),
                Field.picklist("AccountSource", "Web", "Phone Inquiry", "Partner Referral", "Other"),
                Field.number("AnnualRevenue", FieldType.CURRENCY, 18, 0),
                Field.number("NumberOfEmployees", FieldType.INT, 8, 0),
                Field.area("Description", 32_000),
                owner(),
                Field.reference("MasterRecordId", "Account").readOnly());
    }

    private static SObjectType contact() {
        return object(
                "Contact",
                "003",
                List.of(address("Mailing"), address("Other")),
                Field.reference("AccountId", "Account").with(CASCADES),
                Field.text("LastName", 80).with(REQUIRED).partOf("Name"),
                Field.text("FirstName", 40).partOf("Name"),
                Field.picklist("Salutation", "Mr.", "Ms.", "Mrs.", "Dr.", "Prof.")
                        .partOf("Name"),
                personName(),
                phone("Phone"),
                phone("Fax"),
                phone("MobilePhone"),
                phone("HomePhone"),
                phone("OtherPhone"),
                email(),
                Field.text("Title", 128),
                Field.text("Department", 80),
                Field.reference("ReportsToId", "Contact"),
                Field.picklist("LeadSource", "Web", "Phone Inquiry", "Partner Referral", "Other"),
                Field.of("Birthdate", FieldType.DATE, 0),
                Field.flag("DoNotCall"),
                Field.flag("HasOptedOutOfEmail"),
                Field.flag("IsEmailBounced").readOnly(),
                Field.area("Description", 32_000),
                owner(),
                Field.reference("MasterRecordId", "Contact").readOnly());
    }

    private static SObjectType lead() {
        return object(
                "Lead",
                "00Q",
                List.of(address("")),
                Field.text("LastName", 80).with(REQUIRED).partOf("Name"),
                Field.text("FirstName", 40).partOf("Name"),
                Field.picklist("Salutation", "Mr.", "Ms.", "Mrs.", "Dr.", "Prof.")
                        .partOf("Name"),
                personName(),
                Field.text("Company", 255).with(REQUIRED),
                Field.text("Title", 128),
                phone("Phone"),
                phone("MobilePhone"),
                email(),
                Field.of("Website", FieldType.URL, 255),
                Field.picklist(
                                "Status",
                                "Open - Not Contacted",
                                "Working - Contacted",
                                "Closed - Converted",
                                "Closed - Not Converted")
                        .defaultsTo("Open - Not Contacted"),
                Field.picklist("LeadSource", "Web", "Phone Inquiry", "Partner Referral", "Other"),
                Field.picklist("Rating", "Hot", "Warm", "Cold"),
                Field.area("Description", 32_000),
                owner(),
                Field.flag("IsConverted").readOnly(),
                Field.of("ConvertedDate", FieldType.DATE, 0).readOnly(),
                Field.reference("ConvertedAccountId", "Account").readOnly(),
                Field.reference("ConvertedContactId", "Contact").readOnly(),
                Field.reference("ConvertedOpportunityId", "Opportunity").readOnly());
    }

    private static SObjectType opportunity() {
        return object(
                "Opportunity",
                "006",
                List.of(),
                Field.reference("AccountId", "Account").with(CASCADES),
                Field.text("Name", 120).with(REQUIRED, NAME_FIELD),
                Field.area("Description", 32_000),
                Field.picklist("StageName", DerivedValues.stages()).with(REQUIRED),
                Field.number("Amount", FieldType.CURRENCY, 18, 2),
                Field.number("Probability", FieldType.PERCENT, 3, 0).with(DEFAULTED),
                Field.number("ExpectedRevenue", FieldType.CURRENCY, 18, 2).calculated(),
                Field.of("CloseDate", FieldType.DATE, 0).with(REQUIRED),
                Field.picklist(
                        "Type", "New Customer", "Existing Customer - Upgrade", "Existing Customer - Replacement"),
                Field.text("NextStep", 255),
                Field.picklist("LeadSource", "Web", "Phone Inquiry", "Partner Referral", "Other"),
                Field.flag("IsClosed").readOnly(),
                Field.flag("IsWon").readOnly(),
                Field.picklist("ForecastCategory", "Omitted", "Pipeline", "BestCase", "Forecast", "Closed")
                        .readOnly(),
                owner());
    }

    private static SObjectType task() {
        return object(
                "Task",
                "00T",
                List.of(),
                who(),
                what(),
                Field.of("Subject", FieldType.COMBOBOX, 255).with(NAME_FIELD),
                Field.of("ActivityDate", FieldType.DATE, 0),
                Field.picklist(
                                "Status",
                                "Not Started",
                                "In Progress",
                                "Completed",
                                "Waiting on someone else",
                                "Deferred")
                        .defaultsTo("Not Started"),
                Field.picklist("Priority", "High", "Normal", "Low").defaultsTo("Normal"),
                Field.area("Description", 32_000),
                Field.picklist("TaskSubtype", "Task", "Email", "Call", "ListEmail", "Cadence")
                        .defaultsTo("Task")
                        .with(RESTRICTED)
                        .createOnly(),
                Field.picklist("CallType", "Internal", "Inbound", "Outbound"),
                Field.number("CallDurationInSeconds", FieldType.INT, 8, 0),
                Field.reference("AccountId", "Account").readOnly(),
                Field.flag("IsClosed").readOnly(),
                Field.flag("IsHighPriority").readOnly(),
                Field.of("CompletedDateTime", FieldType.DATETIME, 0).readOnly(),
                owner());
    }

    private static SObjectType event() {
        return object(
                "Event",
                "00U",
                List.of(),
                who(),
                what(),
                Field.of("Subject", FieldType.COMBOBOX, 255).with(NAME_FIELD),
                Field.text("Location", 255),
                Field.flag("IsAllDayEvent"),
                Field.of("ActivityDateTime", FieldType.DATETIME, 0),
                Field.of("StartDateTime", FieldType.DATETIME, 0),
                Field.of("EndDateTime", FieldType.DATETIME, 0),
                Field.number("DurationInMinutes", FieldType.INT, 8, 0),
                Field.area("Description", 32_000),
                Field.reference("AccountId", "Account").readOnly(),
                owner());
    }

    private static SObjectType salesCase() {
        return object(
                "Case",
                "500",
                List.of(),
                Field.text("CaseNumber", 30).readOnly().with(NAME_FIELD, ID_LOOKUP, DEFAULTED),
                Field.reference("ContactId", "Contact"),
                Field.reference("AccountId", "Account"),
                Field.reference("ParentId", "Case"),
                Field.text("SuppliedName", 80),
                Field.of("SuppliedEmail", FieldType.EMAIL, 80),
                Field.picklist("Type", "Mechanical", "Electrical", "Electronic", "Structural", "Other"),
                Field.picklist("Status", "New", "Working", "Escalated", "Closed")
                        .defaultsTo("New"),
                Field.picklist("Reason", "Installation", "Performance", "Breakdown", "Other"),
                Field.picklist("Origin", "Phone", "Email", "Web"),
                Field.picklist("Priority", "High", "Medium", "Low").defaultsTo("Medium"),
                Field.text("Subject", 255),
                Field.area("Description", 32_000),
                Field.flag("IsClosed").readOnly(),
                Field.of("ClosedDate", FieldType.DATETIME, 0).readOnly(),
                owner());
    }

    private static SObjectType note() {
        return object(
                "Note",
                "002",
                List.of(),
                Field.reference("ParentId", "Account", "Contact", "Lead", "Opportunity", "Case")
                        .with(REQUIRED, CASCADES)
                        .createOnly(),
                Field.text("Title", 80).with(REQUIRED, NAME_FIELD),
                Field.flag("IsPrivate"),
                Field.area("Body", 32_000),
                owner());
    }

    private static SObjectType user() {
        List<Field> fields = new ArrayList<>(List.of(
                Field.text("Username", 80).with(REQUIRED, UNIQUE, ID_LOOKUP),
                Field.text("LastName", 80).with(REQUIRED).partOf("Name"),
                Field.text("FirstName", 40).partOf("Name"),
                personName(),
                email().with(REQUIRED),
                Field.text("Title", 80),
                Field.text("Department", 80),
                phone("Phone"),
                Field.text("Alias", 8),
                Field.flag("IsActive"),
                Field.picklist("UserType", "Standard").readOnly(),
                Field.text("TimeZoneSidKey", 40),
                Field.text("LocaleSidKey", 40),
                Field.text("LanguageLocaleKey", 40)));
        fields.add(0, id());
        fields.addAll(stamps());
        return new SObjectType("User", "005", false, fields);
    }

    private static SObjectType campaign() {
        return object(
                "Campaign",
                "701",
                List.of(),
                Field.text("Name", 80).with(REQUIRED, NAME_FIELD),
                Field.reference("ParentId", "Campaign"),
                Field.picklist("Type", "Conference", "Webinar", "Email", "Advertisement", "Other"),
                Field.picklist("Status", "Planned", "In Progress", "Completed", "Aborted")
                        .defaultsTo("Planned"),
                Field.of("StartDate", FieldType.DATE, 0),
                Field.of("EndDate", FieldType.DATE, 0),
                Field.number("BudgetedCost", FieldType.CURRENCY, 18, 0),
                Field.flag("IsActive"),
                Field.area("Description", 32_000),
                owner());
    }

    private static SObjectType organization() {
        List<Field> fields = new ArrayList<>(Stream.of(
                        Field.text("Name", 80).with(REQUIRED, NAME_FIELD),
                        Field.flag("IsSandbox"),
                        Field.flag("IsReadOnly"),
                        Field.text("InstanceName", 5),
                        Field.picklist("OrganizationType", "Developer Edition", "Enterprise Edition"),
                        Field.text("NamespacePrefix", 15),
                        Field.of("TrialExpirationDate", FieldType.DATETIME, 0),
                        Field.text("DefaultLocaleSidKey", 40),
                        Field.text("LanguageLocaleKey", 40),
                        Field.text("TimeZoneSidKey", 40))
                .map(Field::readOnly)
                .toList());
        fields.add(0, id());
        fields.addAll(stamps());
        return new SObjectType("Organization", "00D", false, fields);
    }

    private static SObjectType object(String name, String prefix, List<List<Field>> addresses, Field... own) {
        List<Field> fields = new ArrayList<>();
        fields.add(id());
        fields.add(Field.flag("IsDeleted").readOnly());
        fields.addAll(List.of(own));
        addresses.forEach(fields::addAll);
        fields.addAll(stamps());
        if (!name.equals("Note")) {
            fields.addAll(Stream.of("LastViewedDate", "LastReferencedDate")
                    .map(date -> Field.of(date, FieldType.DATETIME, 0).readOnly())
                    .toList());
        }
        return new SObjectType(name, prefix, true, fields);
    }

    private static Field id() {
        return Field.of("Id", FieldType.ID, 18).readOnly().with(ID_LOOKUP, DEFAULTED);
    }

    private static List<Field> stamps() {
        return Stream.of(
                        Field.of("CreatedDate", FieldType.DATETIME, 0),
                        Field.reference("CreatedById", "User"),
                        Field.of("LastModifiedDate", FieldType.DATETIME, 0),
                        Field.reference("LastModifiedById", "User"),
                        Field.of("SystemModstamp", FieldType.DATETIME, 0))
                .map(field -> field.with(DEFAULTED).readOnly())
                .toList();
    }

    private static List<Field> address(String kind) {
        String compound = kind + "Address";
        List<Field> fields = new ArrayList<>(Stream.of(
                        Field.area(kind + "Street", 255),
                        Field.text(kind + "City", 40),
                        Field.text(kind + "State", 80),
                        Field.text(kind + "PostalCode", 20),
                        Field.text(kind + "Country", 80),
                        Field.number(kind + "Latitude", FieldType.DOUBLE, 18, 15),
                        Field.number(kind + "Longitude", FieldType.DOUBLE, 18, 15))
                .map(part -> part.partOf(compound))
                .toList());
        fields.add(Field.of(compound, FieldType.ADDRESS, 0).readOnly());
        return fields;
    }

    private static Field owner() {
        return Field.reference("OwnerId", "User").with(DEFAULTED);
    }

    private static Field who() {
        return Field.reference("WhoId", "Contact", "Lead").with(CASCADES);
    }

    private static Field what() {
        return Field.reference("WhatId", "Account", "Opportunity", "Case").with(CASCADES);
    }

    private static Field personName() {
        return Field.text("Name", 121).readOnly().with(NAME_FIELD, Trait.DEFAULTED);
    }

    private static Field email() {
        return Field.of("Email", FieldType.EMAIL, 80).with(ID_LOOKUP);
    }

    private static Field phone(String name) {
        return Field.of(name, FieldType.PHONE, 40);
    }
}
