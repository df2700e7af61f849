// YASGUI: the editor of the query page and its views of results, with their style sheet.
import "@zazuko/yasgui/build/yasgui.min.css";

export { default } from "@zazuko/yasgui";
