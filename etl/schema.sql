-- Tables of the built file. Enums are written before this text, in clinical order, from the vocabulary.
-- Raise the number when a column changes its meaning: it is part of the data version.
-- schema_version 2

create table study (
    study_id varchar primary key,
    label varchar not null,
    title varchar not null,
    phase phase_code not null,
    design design_code not null,
    disease disease_code not null,
    year integer not null,
    regimen varchar not null,
    regimen_class varchar not null,
    drugs varchar[] not null,
    level level_code not null,
    readings reading_code[] not null,
    domains domain_code[] not null,
    unchecked boolean not null,
    enrolled_from varchar,
    enrolled_to varchar,
    centres varchar,
    note varchar
);
comment on table study is 'One row a study';
comment on column study.study_id is 'Stable name: first author and year, or institution and year';
comment on column study.label is 'What people read';
comment on column study.title is 'What the study is about, in our own words';
comment on column study.phase is 'Trial phase or kind of report';
comment on column study.design is 'How patients were assigned';
comment on column study.disease is 'Disease studied';
comment on column study.year is 'Year of publication';
comment on column study.regimen is 'Regimen in words';
comment on column study.regimen_class is 'Class of the regimen, for the evidence map';
comment on column study.drugs is 'Drugs of the regimen, codes of the vocabulary';
comment on column study.level is 'Best level at which any of its sources was read';
comment on column study.readings is 'How its figures were checked: each way that occurs';
comment on column study.domains is 'On what it prints figures: each domain that occurs';
comment on column study.unchecked is 'True for a draft that nobody has checked; never in a checked version';
comment on column study.enrolled_from is 'First enrolment as printed (year or year-month)';
comment on column study.enrolled_to is 'Last enrolment as printed (year or year-month)';
comment on column study.centres is 'Where patients were treated';
comment on column study.note is 'What a reader of the study should know';

create table source (
    study_id varchar not null,
    source_id varchar not null,
    kind source_kind_code not null,
    level level_code not null,
    citation varchar not null,
    doi varchar,
    pmid varchar,
    registry varchar,
    document varchar,
    seen date,
    note varchar,
    primary key (study_id, source_id)
);
comment on table source is 'Where figures of a study were read';
comment on column source.study_id is 'Study';
comment on column source.source_id is 'Name of the source within its study';
comment on column source.kind is 'Kind of document';
comment on column source.level is 'How much of the document was read';
comment on column source.citation is 'Citation as text';
comment on column source.doi is 'Digital object identifier';
comment on column source.pmid is 'PubMed identifier';
comment on column source.registry is 'Trial registry number';
comment on column source.document is 'File name that verify looks figures up in';
comment on column source.seen is 'Day on which the document was read; none for a draft that nobody has checked';
comment on column source.note is 'Remark on the source';

create table cohort (
    study_id varchar not null,
    cohort_id varchar not null,
    place integer not null,
    parent varchar,
    split varchar,
    kind cohort_kind_code not null,
    basis basis_code not null,
    label varchar not null,
    n integer check (n >= 0),
    n_evaluable integer check (n_evaluable >= 0),
    population population_code,
    role role_code not null,
    regimen varchar not null,
    regimen_class varchar not null,
    drugs varchar[] not null,
    dose double,
    dose_unit unit_code,
    dose_first double,
    schedule varchar,
    mutation mutation_code,
    mutation_n integer,
    mutation_of integer,
    mutation_from varchar,
    setting setting_code,
    transplant transplant_code not null,
    transplant_n integer,
    transplant_of integer,
    prior_flt3 prior_flt3_code not null,
    prior_flt3_n integer,
    prior_flt3_of integer,
    toxicity_from double check (toxicity_from between 0 and 100),
    inherited varchar[] not null,
    same_patients_as varchar[] not null,
    may_share_with varchar[] not null,
    also_in varchar[] not null,
    locator varchar not null,
    note varchar,
    primary key (study_id, cohort_id),
    check (mutation_n <= mutation_of),
    check (transplant_n <= transplant_of),
    check (prior_flt3_n <= prior_flt3_of)
);
comment on table cohort is 'One row a population for which figures are printed';
comment on column cohort.study_id is 'Study';
comment on column cohort.cohort_id is 'Name of the cohort within its study';
comment on column cohort.place is 'Order in the study file: the first split answers first';
comment on column cohort.parent is 'Cohort that this one is a part of';
comment on column cohort.split is 'What the parent is split by; siblings of one split share no patient';
comment on column cohort.kind is 'Whole study, arm, dose level, subgroup or single patient';
comment on column cohort.basis is 'Known at baseline, or defined by what happened later';
comment on column cohort.label is 'What people read';
comment on column cohort.n is 'Patients in the cohort, where printed';
comment on column cohort.n_evaluable is 'Patients evaluable for response, where printed';
comment on column cohort.population is 'What n counts, where the source says it';
comment on column cohort.role is 'Whether the patients are compared with a control, or are one';
comment on column cohort.regimen is 'What they were given, in words; that of the study where no line above gives one';
comment on column cohort.regimen_class is 'Class of what they were given';
comment on column cohort.drugs is 'Drugs given, codes of the vocabulary';
comment on column cohort.dose is 'Dose of the escalated drug';
comment on column cohort.dose_unit is 'Unit of the dose';
comment on column cohort.dose_first is 'Dose that comes before it in every patient, in the same unit';
comment on column cohort.schedule is 'Schedule in words';
comment on column cohort.mutation is 'Mutation of the cohort, inherited where its own line is silent';
comment on column cohort.mutation_n is 'Patients that carry it';
comment on column cohort.mutation_of is 'Patients tested';
comment on column cohort.mutation_from is 'Cohort whose line gives the mutation and its share';
comment on column cohort.setting is 'Setting, inherited where its own line is silent';
comment on column cohort.transplant is 'Transplant status, inherited where its own line is silent';
comment on column cohort.transplant_n is 'Patients with that transplant status';
comment on column cohort.transplant_of is 'Patients for whom it is known';
comment on column cohort.prior_flt3 is 'FLT3 inhibitors before the treatment, inherited where its own line is silent';
comment on column cohort.prior_flt3_n is 'Patients who had had a FLT3 inhibitor';
comment on column cohort.prior_flt3_of is 'Patients for whom it is known';
comment on column cohort.toxicity_from is 'Percentage from which the source lists adverse events';
comment on column cohort.inherited is 'Columns taken from an ancestor';
comment on column cohort.same_patients_as is 'Cohorts of other studies that hold the same patients (study/cohort)';
comment on column cohort.may_share_with is 'Cohorts of other studies that may hold some of the same patients; not printed';
comment on column cohort.also_in is 'Patients that stand in another cohort of the study too (cohort/number)';
comment on column cohort.locator is 'Where the cohort is described';
comment on column cohort.note is 'Remark on the cohort';

create table fact (
    fact_id varchar primary key,
    study_id varchar not null,
    cohort_id varchar not null,
    domain domain_code not null,
    term varchar not null,
    grade grade_code,
    statistic statistic_code not null,
    events integer check (events >= 0),
    of_n integer check (of_n >= 0),
    population population_code not null,
    value double,
    percent_is percent_is_code,
    low double,
    high double,
    spread double check (spread >= 0),
    interval interval_code,
    unit unit_code,
    comparator varchar,
    "window" varchar,
    assessor assessor_code,
    assessed assessed_code,
    cycle integer check (cycle > 0),
    assay assay_code,
    threshold varchar,
    criteria varchar,
    attribution varchar,
    printed varchar not null check (length(printed) <= 80),
    printed_is printed_is_code,
    source_id varchar not null,
    locator varchar not null,
    readers integer not null check (readers >= 0),
    reading reading_code not null,
    certain boolean not null,
    caveat varchar check (length(caveat) <= 140),
    note varchar,
    also varchar[] not null,
    place integer not null,
    check (events <= of_n)
);
comment on table fact is 'One row a printed figure; nothing derived';
comment on column fact.fact_id is 'study/cohort/domain/term[/grade][/statistic][/window], and how alike figures differ; stable';
comment on column fact.study_id is 'Study';
comment on column fact.cohort_id is 'Cohort';
comment on column fact.domain is 'Question that the figure answers';
comment on column fact.term is 'Term of the vocabulary';
comment on column fact.grade is 'Grade band as printed, never merged';
comment on column fact.statistic is 'Which statistic is printed';
comment on column fact.events is 'Patients with the event';
comment on column fact.of_n is 'Denominator';
comment on column fact.population is 'Name of the denominator';
comment on column fact.value is 'Printed value; for a rate its printed percentage';
comment on column fact.percent_is is 'Whether a percentage is a share of patients or an estimate with censoring';
comment on column fact.low is 'Lower end or lower limit';
comment on column fact.high is 'Upper end or upper limit';
comment on column fact.spread is 'Standard deviation or error, as interval says';
comment on column fact.interval is 'What low and high, or spread, are';
comment on column fact.unit is 'Unit of value, low and high';
comment on column fact.comparator is 'What the figure is against';
comment on column fact."window" is 'Time of assessment';
comment on column fact.assessor is 'Who assessed the response';
comment on column fact.assessed is 'Which of several assessments it is';
comment on column fact.cycle is 'Treatment cycle of the assessment';
comment on column fact.assay is 'How residual disease was looked for';
comment on column fact.threshold is 'Share of cells from which residual disease counts as found';
comment on column fact.criteria is 'Response criteria or CTCAE version';
comment on column fact.attribution is 'Related to treatment, or any cause';
comment on column fact.printed is 'Characters as printed';
comment on column fact.printed_is is 'Why the characters and the numbers of the row do not hold each other whole';
comment on column fact.source_id is 'Source within the study';
comment on column fact.locator is 'Place in the source';
comment on column fact.readers is 'How many people read the figure';
comment on column fact.reading is 'How it was read: once, checked by a second person who saw the value, or twice';
comment on column fact.caveat is 'What changes how the figure is read; stands beside it wherever it is shown';
comment on column fact.certain is 'False where a reader had a doubt; the note says which';
comment on column fact.note is 'Remark or doubt';
comment on column fact.also is 'Other places where the same figure is printed';
comment on column fact.place is 'Order in the study file';

create table patient (
    study_id varchar not null,
    number integer not null,
    cohort_id varchar not null,
    age double,
    sex sex_code not null,
    fab varchar,
    flt3_itd_ratio double,
    status_before varchar not null,
    treated varchar not null,
    dose_low double,
    dose_high double,
    treatment_days double,
    wbc_before double,
    blasts_before double,
    marrow_blasts_before double,
    wbc_day7 double,
    blasts_day7 double,
    best_response varchar[] not null,
    side_effects varchar[] not null,
    resistance boolean,
    relapse_day double,
    death_day double,
    course varchar not null,
    outcome varchar not null,
    footnotes varchar[] not null,
    locator varchar not null,
    source_id varchar not null,
    readers integer not null check (readers > 0),
    reading reading_code not null,
    primary key (study_id, number)
);
comment on table patient is 'One row a patient of a small series; numbers are figures of the patient''s cohort';
comment on column patient.study_id is 'Study';
comment on column patient.number is 'Number of the patient in the publication';
comment on column patient.cohort_id is 'Cohort of one that holds the patient''s figures';
comment on column patient.age is 'Age in years';
comment on column patient.sex is 'Sex';
comment on column patient.fab is 'FAB class';
comment on column patient.flt3_itd_ratio is 'FLT3-ITD allelic ratio';
comment on column patient.status_before is 'Disease status before treatment';
comment on column patient.treated is 'Treated before or after transplant';
comment on column patient.dose_low is 'Lowest daily dose in mg';
comment on column patient.dose_high is 'Highest daily dose in mg';
comment on column patient.treatment_days is 'Days on treatment';
comment on column patient.wbc_before is 'White blood cells before, x10^9/L';
comment on column patient.blasts_before is 'Blasts in the blood before, %';
comment on column patient.marrow_blasts_before is 'Blasts in the marrow before, %';
comment on column patient.wbc_day7 is 'White blood cells after 7 days, x10^9/L';
comment on column patient.blasts_day7 is 'Blasts in the blood after 7 days, %';
comment on column patient.best_response is 'Best responses as printed';
comment on column patient.side_effects is 'Side effects as printed, with grade';
comment on column patient.resistance is 'Resistance emerged; empty where it is not known';
comment on column patient.relapse_day is 'Day of relapse from start of treatment';
comment on column patient.death_day is 'Day of death from start of treatment';
comment on column patient.course is 'How treatment ended: died, on treatment, transplanted, stopped';
comment on column patient.outcome is 'Outcome at last visit, in words';
comment on column patient.footnotes is 'What the publication adds, and what its reader should know';
comment on column patient.locator is 'Place in the source';
comment on column patient.source_id is 'Source within the study';
comment on column patient.readers is 'How many people read the line';
comment on column patient.reading is 'How it was read';

create table discrepancy (
    discrepancy_id varchar primary key,
    study_id varchar not null,
    topic varchar not null,
    kind discrepancy_kind_code not null,
    fact_ids varchar[] not null,
    first varchar not null,
    first_at varchar not null,
    second varchar not null,
    second_at varchar not null,
    what varchar not null,
    shown varchar not null,
    why varchar not null,
    other_fact varchar,
    other_events integer check (other_events >= 0),
    other_of integer check (other_of > 0),
    other_value double,
    other_low double,
    other_high double,
    place integer not null,
    check (other_events <= other_of)
);
comment on table discrepancy is 'Two places that do not agree, what is shown, and why';
comment on column discrepancy.discrepancy_id is 'Stable name: study/topic';
comment on column discrepancy.study_id is 'Study';
comment on column discrepancy.topic is 'What it is about';
comment on column discrepancy.kind is 'Kind of disagreement';
comment on column discrepancy.fact_ids is 'Figures that it touches';
comment on column discrepancy.first is 'First figure as printed';
comment on column discrepancy.first_at is 'Where it is printed';
comment on column discrepancy.second is 'Second figure as printed';
comment on column discrepancy.second_at is 'Where it is printed';
comment on column discrepancy.what is 'What is wrong';
comment on column discrepancy.shown is 'Which of the two is shown';
comment on column discrepancy.why is 'Why';
comment on column discrepancy.other_fact is 'Figure that can be drawn with the other reading';
comment on column discrepancy.other_events is 'Patients with the event by the other reading';
comment on column discrepancy.other_of is 'Denominator by the other reading';
comment on column discrepancy.other_value is 'Value, or percentage, by the other reading';
comment on column discrepancy.other_low is 'Lower end by the other reading';
comment on column discrepancy.other_high is 'Upper end by the other reading';
comment on column discrepancy.place is 'Order in the study file';

create table appraisal (
    study_id varchar not null,
    question appraisal_code not null,
    answer answer_code not null,
    reason varchar not null,
    locator varchar not null,
    readers integer not null check (readers > 0),
    reading reading_code not null,
    primary key (study_id, question)
);
comment on table appraisal is 'One row an answer to a question of the JBI checklist that fits the study; never added up';
comment on column appraisal.study_id is 'Study';
comment on column appraisal.question is 'Question of the checklist';
comment on column appraisal.answer is 'Yes, no, unclear or not applicable';
comment on column appraisal.reason is 'Why, in our own words';
comment on column appraisal.locator is 'Place in the sources that the answer rests on';
comment on column appraisal.readers is 'How many people came to the answer';
comment on column appraisal.reading is 'How they came to it: one alone, one checked by another, or two apart';

create table reading (
    study_id varchar not null,
    fact_id varchar not null,
    reader varchar not null,
    kind reader_code not null,
    day date not null,
    found found_code not null,
    events integer,
    of_n integer,
    value double,
    low double,
    high double,
    spread double,
    printed varchar,
    locator varchar,
    note varchar,
    place integer not null,
    primary key (fact_id, reader)
);
comment on table reading is 'One row a figure that a reader has read without seeing what another one found';
comment on column reading.study_id is 'Study';
comment on column reading.fact_id is 'Figure, also one that was left out in the end';
comment on column reading.reader is 'Initials of the reader';
comment on column reading.kind is 'Person or program';
comment on column reading.day is 'Day of the reading';
comment on column reading.found is 'Whether the figure stands at its place';
comment on column reading.events is 'Patients with the event, as this reader read it';
comment on column reading.of_n is 'Denominator, as this reader read it';
comment on column reading.value is 'Percentage or value, as this reader read it';
comment on column reading.low is 'Lower limit, as this reader read it';
comment on column reading.high is 'Upper limit, as this reader read it';
comment on column reading.spread is 'Standard deviation or error, as this reader read it';
comment on column reading.printed is 'Characters of the figure, as this reader copied them';
comment on column reading.locator is 'Place where this reader found it, if another one';
comment on column reading.note is 'Remark of the reader';
comment on column reading.place is 'Order in the file of readings';

create table decision (
    study_id varchar not null,
    fact_id varchar primary key,
    decided_by varchar not null,
    day date not null,
    chosen varchar not null,
    why varchar not null
);
comment on table decision is 'One row a figure whose two readings differed, and how that was decided';
comment on column decision.study_id is 'Study';
comment on column decision.fact_id is 'Figure';
comment on column decision.decided_by is 'Initials of the one who decided';
comment on column decision.day is 'Day of the decision';
comment on column decision.chosen is 'Initials of the reader whose numbers stand, or: neither, discrepancy, left out';
comment on column decision.why is 'Reason';

create table appraisal_answer (
    study_id varchar not null,
    question appraisal_code not null,
    reader varchar not null,
    kind reader_code not null,
    day date not null,
    answer answer_code not null,
    reason varchar not null,
    locator varchar,
    place integer not null,
    primary key (study_id, question, reader)
);
comment on table appraisal_answer is 'One row an answer of one reader to a question of an appraisal, given without seeing another one''s';
comment on column appraisal_answer.study_id is 'Study';
comment on column appraisal_answer.question is 'Question of the checklist';
comment on column appraisal_answer.reader is 'Initials of the reader';
comment on column appraisal_answer.kind is 'Person or program';
comment on column appraisal_answer.day is 'Day of the reading';
comment on column appraisal_answer.answer is 'Answer of this reader';
comment on column appraisal_answer.reason is 'Why, in our own words';
comment on column appraisal_answer.locator is 'Place that the answer rests on';
comment on column appraisal_answer.place is 'Order in the file of readings';

create table appraisal_ruling (
    study_id varchar not null,
    question appraisal_code not null,
    decided_by varchar not null,
    day date not null,
    answer answer_code not null,
    why varchar not null,
    primary key (study_id, question)
);
comment on table appraisal_ruling is 'One row a question of an appraisal that two readers answered differently, and how that was decided';
comment on column appraisal_ruling.study_id is 'Study';
comment on column appraisal_ruling.question is 'Question of the checklist';
comment on column appraisal_ruling.decided_by is 'Initials of the one who decided';
comment on column appraisal_ruling.day is 'Day of the decision';
comment on column appraisal_ruling.answer is 'Answer that stands';
comment on column appraisal_ruling.why is 'Reason';

create table search (
    search_id varchar primary key,
    day date not null,
    looked_in varchar not null,
    words varchar[] not null,
    note varchar,
    place integer not null
);
comment on table search is 'One row a search that brought studies';
comment on column search.search_id is 'Name of the search';
comment on column search.day is 'Day of the search';
comment on column search.looked_in is 'Where it was looked';
comment on column search.words is 'Words that were asked for; none where they were not kept';
comment on column search.note is 'Remark on the search';
comment on column search.place is 'Order of the file';

create table search_study (
    search_id varchar not null,
    study_id varchar primary key
);
comment on table search_study is 'Which search brought each study of the base';
comment on column search_study.search_id is 'Search';
comment on column search_study.study_id is 'Study';

create table left_out (
    search_id varchar not null,
    what varchar not null,
    why varchar not null,
    place integer not null
);
comment on table left_out is 'One row a study that a search brought and the base does not hold';
comment on column left_out.search_id is 'Search';
comment on column left_out.what is 'What it is';
comment on column left_out.why is 'Why it was left out';
comment on column left_out.place is 'Order of the file';

create table wanted (
    what varchar not null,
    why varchar not null,
    study_id varchar,
    drugs varchar[] not null,
    place integer not null
);
comment on table wanted is 'One row something known to exist that nobody has read';
comment on column wanted.what is 'What it is';
comment on column wanted.why is 'Why it is wanted';
comment on column wanted.study_id is 'Study of the base that it belongs to; none where the base holds nothing of it';
comment on column wanted.drugs is 'Drugs that it is about, codes of the vocabulary';
comment on column wanted.place is 'Order of the file';

create table notice (
    study_id varchar not null,
    source_id varchar not null,
    state integrity_code not null,
    day date,
    notice varchar not null,
    snapshot date not null
);
comment on table notice is 'One row a notice about a source: retraction, expression of concern, correction';
comment on column notice.study_id is 'Study';
comment on column notice.source_id is 'Source within the study';
comment on column notice.state is 'What the notice makes of the source';
comment on column notice.day is 'Day of the notice, where it is known';
comment on column notice.notice is 'DOI or PubMed number of the notice, or its place';
comment on column notice.snapshot is 'Day of the snapshot that was looked through, or on which the notice was read on the page of the source';

create table build (
    version varchar primary key,
    studies integer not null,
    facts integer not null,
    schema_version integer not null
);
comment on table build is 'One row: what this file is';
comment on column build.version is 'First 16 hex digits of sha256 over schema and records';
comment on column build.studies is 'Studies in the file';
comment on column build.facts is 'Figures in the file';
comment on column build.schema_version is 'Version of the tables';
