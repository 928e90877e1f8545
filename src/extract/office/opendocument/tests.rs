//! Tests the reader of OpenDocument text.

use crate::extract::office::Kind;
use crate::extract::office::read;
use crate::extract::office::tests::archive;
use crate::extract::office::tests::shown;

const STYLES: &str = "<office:styles>\
    <text:list-style style:name='L'>\
    <text:list-level-style-number text:level='1' style:num-format='1' style:num-suffix='.'/>\
    <text:list-level-style-number text:level='2' style:num-format='a' style:num-prefix='(' style:num-suffix=')'/>\
    </text:list-style>\
    <text:list-style style:name='N'>\
    <text:list-level-style-number text:level='1' style:num-format='' style:num-suffix=''/>\
    <text:list-level-style-number text:level='2' style:num-format='1' text:display-levels='2'/></text:list-style>\
    <text:outline-style><text:outline-level-style text:level='1' style:num-format='I' style:num-suffix='.'/>\
    <text:outline-level-style text:level='2' style:num-format='1' text:display-levels='2' style:num-list-format='%1%-%2%'/>\
    </text:outline-style>\
    <style:style style:name='Plain' style:family='paragraph' style:list-style-name=''/>\
    <style:style style:name='Title' style:family='paragraph'/>\
    <style:style style:name='Dark' style:family='text'><style:text-properties text:display='none'/></style:style>\
    </office:styles>";

fn text(body: &str) -> String {
    let content = format!(
        "<office:document-content>{STYLES}<office:body><office:text>{body}</office:text></office:body>\
         </office:document-content>"
    );
    shown(&read(Kind::Odt, &archive(&[("content.xml", &content)])).text)
}

fn item(text: &str) -> String {
    format!("<text:list-item><text:p>{text}</text:p></text:list-item>")
}

#[test]
fn items_have_their_numbers() {
    let inner = format!("<text:list>{}{}</text:list>", item("in time"), item("late"));
    let body = format!(
        "<text:list xml:id='x' text:style-name='L'>{}\
         <text:list-item><text:p>Minutes</text:p><text:p>of May</text:p>{inner}</text:list-item></text:list>\
         <text:p>Between</text:p>\
         <text:list text:continue-list='x' text:style-name='L'>{}</text:list>\
         <text:list text:style-name='L'>{}\
         <text:list-item text:start-value='8'><text:p>Eight</text:p></text:list-item>\
         <text:list-header><text:p>No number</text:p></text:list-header></text:list>\
         <text:list text:continue-numbering='true' text:style-name='L'>{}</text:list>\
         <text:list text:style-name='N'><text:list-item><text:p>Bare</text:p><text:list>{}</text:list></text:list-item></text:list>",
        item("Apologies"),
        item("Trees"),
        item("Again"),
        item("Nine"),
        item("Sub"),
    );
    assert_eq!(
        text(&body),
        "- 1. Apologies\n- 2. Minutes\nof May\n- (a) in time\n- (b) late\nBetween\n- 3. Trees\n\
         - 1. Again\n- 8. Eight\nNo number\n- 9. Nine\nBare\n- 1 Sub\n"
    );
}

#[test]
fn headings_are_numbered_by_the_outline() {
    let body = "<text:p text:style-name='Title'>Plan</text:p><text:h text:outline-level='1'>Roads</text:h>\
        <text:h text:outline-level='2'>Signs</text:h>\
        <text:h text:outline-level='1' text:is-list-header='true'>Bare</text:h>\
        <text:h text:outline-level='1' text:style-name='Plain'>Off</text:h>";
    assert_eq!(text(body), "# Plan\n# I. Roads\n## I-1 Signs\n# Bare\n# Off\n");
}

#[test]
fn what_is_not_seen_is_left_out() {
    let body = "<text:tracked-changes><text:p>deleted</text:p></text:tracked-changes>\
        <text:p>Fee<office:annotation><text:p>why?</text:p></office:annotation>\
        <text:s text:c='4000000000'/><text:s text:c='9'/>of <text:span text:style-name='Dark'>old </text:span>\
        <text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>By post</text:p></text:note-body></text:note>\
        ten<text:tab/>pounds<text:line-break/>net</text:p>\
        <text:section text:display='none'><text:p>nothing</text:p></text:section>\
        <text:table-of-content><text:table-of-content-source><text:index-title-template>Model</text:index-title-template>\
        </text:table-of-content-source><text:index-body><text:p>Roads<text:tab/>2</text:p></text:index-body></text:table-of-content>";
    assert_eq!(text(body), "Fee of ten pounds / net\nBy post\nRoads 2\n");
}

#[test]
fn cells_that_others_cover_are_left_out() {
    let cell = |text: &str| format!("<table:table-cell><text:p>{text}</text:p></table:table-cell>");
    let body = format!(
        "<table:table><table:table-header-rows><table:table-row>{}{}</table:table-row></table:table-header-rows>\
         <table:table-row table:number-rows-repeated='4000000000'>{}\
         <table:covered-table-cell><text:p>stale</text:p></table:covered-table-cell></table:table-row></table:table>",
        cell("Tree"),
        cell("Number"),
        cell("Elm"),
    );
    assert_eq!(text(&body), "| Tree | Number\nElm\n");
}

#[test]
fn a_text_box_in_a_list_is_no_item() {
    let body = "<text:list text:style-name='L'><text:list-item><text:p><draw:frame><draw:text-box>\
        <text:p>Aside</text:p></draw:text-box></draw:frame>Main</text:p></text:list-item></text:list>";
    assert_eq!(text(body), "- 1. Main\nAside\n");
}
